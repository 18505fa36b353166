;;; colours.el --- Test of the highlighting of the examples  -*- lexical-binding: t; -*-

;;; Commentary:

;; Also tests the indentation of the examples and the eglot configuration.

;;; Code:

(require 'imenu)
(require 'proactive-mode)

(defvar test-wrong nil)

(defun test-wrong (format &rest things)
  "Record a failure: FORMAT with THINGS."
  (push (apply #'format format things) test-wrong))

(defun test-examples (name)
  "The example files that match NAME."
  (file-expand-wildcards
   (expand-file-name (concat "../../../examples/" name) (getenv "HERE"))))

(defun test-face (words face)
  "Expect FACE at the start of WORDS."
  (goto-char (point-min))
  (if (not (search-forward words nil t))
      (test-wrong "there is no %s" words)
    (let ((found (get-text-property (match-beginning 0) 'face)))
      (unless (equal (if (listp found) (car found) found) face)
        (test-wrong "%s is %s, not %s" words found face)))))

(with-current-buffer (find-file-noselect (car (test-examples "outdoor-shop/cart.proactive")))
  (unless (eq major-mode 'proactive-mode)
    (test-wrong "the mode is %s" major-mode))
  (font-lock-ensure)
  (test-face "segment" 'font-lock-keyword-face)
  (test-face "belgian_cart when" 'font-lock-function-name-face)
  (test-face "visitor.url" 'font-lock-builtin-face)
  (test-face "url contains" 'font-lock-variable-name-face)
  (test-face "contains any" 'font-lock-builtin-face)
  (test-face "/panier" 'font-lock-string-face)
  (test-face "free_shipping \"" 'font-lock-function-name-face)
  (test-face "acme_web" 'font-lock-type-face)
  (test-face "agent {" 'font-lock-keyword-face)
  (test-face "email" 'font-lock-constant-face)
  (test-face "0m30s" 'font-lock-constant-face)
  (test-face "page_view" 'font-lock-constant-face)
  (test-face "cart, free" 'font-lock-constant-face)
  (test-face "Looking for" 'font-lock-string-face)
  (test-face "I can tell" 'font-lock-string-face)
  (test-face "reply bot" 'font-lock-keyword-face)
  (test-face "once_per_customer" 'font-lock-constant-face)
  (test-face "# Belgian" 'font-lock-comment-delimiter-face)
  (let ((messages (cdr (assoc "Messages" (imenu--make-index-alist t)))))
    (unless (equal (mapcar #'car messages) '("free_shipping" "where_is_it"))
      (test-wrong "the menu has %s" messages))))

(dolist (file (append (test-examples "*/*.proactive") (test-examples "*/tests/*.proactive")))
  (unless (string-match-p "/broken/" file)
    (with-current-buffer (find-file-noselect file)
      (let ((before (buffer-string)))
        (goto-char (point-min))
        (while (not (eobp))
          (unless (nth 3 (syntax-ppss (line-beginning-position)))
            (delete-horizontal-space))
          (forward-line 1))
        (let ((inhibit-message t))
          (indent-region (point-min) (point-max)))
        (unless (equal (buffer-string) before)
          (let ((at (compare-strings before nil nil (buffer-string) nil nil)))
            (goto-char (abs at))
            (test-wrong "%s:%d: indented to “%s”" file (line-number-at-pos)
                        (buffer-substring (line-beginning-position) (line-end-position)))))
        (set-buffer-modified-p nil)))))

(require 'eglot)
(let ((entry (cdr (assq 'proactive-mode eglot-server-programs))))
  (unless (equal (funcall entry) '("proactive" "lsp"))
    (test-wrong "eglot starts %s" entry)))

(dolist (words test-wrong)
  (message "%s" words))
(kill-emacs (if test-wrong 1 0))

;;; colours.el ends here

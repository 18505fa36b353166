;;; proactive-mode.el --- Proactive chat messages as code  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages
;; Version: 0.1.0
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A major mode for `.proactive' files: highlighting, indentation, comments and
;; a menu of declarations.  With eglot, `proactive lsp' adds diagnostics,
;; completion and documentation.

;;; Code:

(require 'subr-x)

(defgroup proactive nil
  "Proactive chat messages as code."
  :group 'languages)

(defcustom proactive-program "proactive"
  "The program whose `lsp' command is the language server."
  :type 'string)

(defcustom proactive-indent-offset 2
  "Number of columns of an indentation level."
  :type 'integer
  :safe #'integerp)

(defconst proactive--declarations
  '("account" "brand" "channel" "bot" "schedule" "segment" "message" "test"))

(defconst proactive--statements
  '("conversation_control" "external_id" "type" "website" "business_hours" "channels"
    "answer" "status" "timezone" "open" "closed" "text" "reply" "when" "after"
    "on" "tags" "frequency" "ask" "visitor" "device" "time" "visit" "wait"
    "expect" "dismiss" "end_conversation" "leave" "clear_data"))

(defconst proactive--clauses
  '("agent" "to" "for" "title" "no" "nothing"))

(defconst proactive--operators
  '("and" "or" "not" "is" "contains" "does" "contain" "any" "of"))

(defconst proactive--values
  '("always" "anytime" "outside_business_hours" "web_widget" "release" "keep"
    "published" "paused" "draft" "page_view" "page_load" "once_per_customer"
    "once_per_visit" "every_time" "name" "email" "new" "returning"
    "mon" "tue" "wed" "thu" "fri" "sat" "sun"))

(defconst proactive--name "[A-Za-z_][A-Za-z0-9_-]*")

(defvar proactive-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?' "." table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?. "." table)
    table)
  "Syntax table of `proactive-mode'.")

(defun proactive--propertize (start end)
  "Between START and END, treat triple quotes as string delimiters."
  (goto-char start)
  (while (re-search-forward "\"\"\"" end t)
    (let* ((quotes (match-beginning 0))
           (state (save-excursion (syntax-ppss quotes)))
           (string (nth 3 state)))
      (cond
       ((nth 4 state))
       ((null string)
        (put-text-property quotes (1+ quotes) 'syntax-table '(15)))
       ;; A preceding backslash escapes the first quote.
       ((and (eq string t) (not (nth 5 state)))
        (put-text-property (+ quotes 2) (+ quotes 3) 'syntax-table '(15)))
       ((eq string t)
        (goto-char (1+ quotes)))))))

(defun proactive--words (words)
  "A regexp that matches WORDS as whole words."
  (concat "\\_<" (regexp-opt words t) "\\_>"))

(defvar proactive-font-lock-keywords
  `(("\\(#\\) *\\(proactive: *allow\\)\\_>" 2 font-lock-preprocessor-face prepend)
    ("\\\\\\(?:[\"\\nt]\\|u{[0-9A-Fa-f]\\{1,6\\}}\\)" 0 font-lock-constant-face prepend)
    ;; fields
    (,(concat "\\_<\\(" proactive--name "\\)\\.\\([A-Za-z0-9_-]+\\)")
     (1 font-lock-builtin-face) (2 font-lock-variable-name-face))
    ;; declarations and references
    (,(concat "\\_<\\(message\\|segment\\)\\_>[ \t]+\\(" proactive--name "\\)")
     (1 font-lock-keyword-face) (2 font-lock-function-name-face))
    ("\\_<\\(schedule\\)[ \t]+\\(anytime\\|business_hours\\|outside_business_hours\\)\\_>"
     (1 font-lock-keyword-face) (2 font-lock-constant-face))
    (,(concat "\\_<\\(brand\\|channel\\|bot\\|schedule\\)\\_>[ \t]+\\(" proactive--name "\\)")
     (1 font-lock-keyword-face) (2 font-lock-type-face))
    (,(concat "\\_<\\(answer\\)\\_>[ \t]+\\(" proactive--name "\\)")
     (1 font-lock-keyword-face) (2 font-lock-constant-face))
    (,(concat "\\_<\\(expect\\)\\_>[ \t]+\\(?:\\(no\\)[ \t]+\\)?\\(" proactive--name "\\)")
     (1 font-lock-keyword-face) (2 font-lock-keyword-face nil t)
     (3 font-lock-function-name-face))
    ("\\_<\\(tags\\)\\_>" (1 font-lock-keyword-face)
     (,(concat "\\_<\\(" proactive--name "\\)\\_>") nil nil (1 font-lock-constant-face)))
    ;; numbers
    ("\\_<\\(?:[0-9]+m[0-9]+s\\|[0-9]+[ms]\\|[0-9]\\{4\\}-[0-9][0-9]-[0-9][0-9]\\|[0-9]\\{1,2\\}:[0-9][0-9]\\(?:-[0-9]\\{1,2\\}:[0-9][0-9]\\)?\\)\\_>"
     . font-lock-constant-face)
    ("\\_<\\(?:mon\\|tue\\|wed\\|thu\\|fri\\|sat\\|sun\\)-\\(?:mon\\|tue\\|wed\\|thu\\|fri\\|sat\\|sun\\)\\_>"
     . font-lock-constant-face)
    ;; words
    (,(proactive--words proactive--declarations) . font-lock-keyword-face)
    (,(proactive--words proactive--statements) . font-lock-keyword-face)
    (,(proactive--words proactive--clauses) . font-lock-keyword-face)
    (,(proactive--words proactive--operators) . font-lock-builtin-face)
    (,(proactive--words proactive--values) . font-lock-constant-face))
  "Font-lock keywords of `proactive-mode'.")

(defun proactive--code-above ()
  "The nearest line above that is not only a comment, without its comment."
  (save-excursion
    (let (found)
      (while (and (not found) (zerop (forward-line -1)))
        (unless (or (looking-at-p "[ \t]*\\(?:#\\|$\\)") (nth 3 (syntax-ppss)))
          (let ((end (line-end-position)))
            (while (nth 4 (save-excursion (syntax-ppss end)))
              (setq end (nth 8 (save-excursion (syntax-ppss end)))))
            (setq found (string-trim-right
                         (buffer-substring-no-properties (point) end))))))
      (or found ""))))

(defun proactive--goes-on-p ()
  "Whether the line continues a condition."
  (or (save-excursion
        ;; A comment does if the line after it does.
        (while (and (looking-at-p "[ \t]*\\(?:#\\|$\\)") (zerop (forward-line 1))
                    (not (eobp))))
        (looking-at-p "[ \t]*\\(?:and\\|or\\)\\_>"))
      (string-match-p "\\(?:^\\|[ \t(]\\)\\(?:when\\|and\\|or\\|not\\)\\'"
                      (proactive--code-above))))

(defun proactive-indent-line ()
  "Indent the line: a level for each bracket, and one for a continued condition."
  (interactive)
  (let* ((state (save-excursion (syntax-ppss (line-beginning-position))))
         (opener (nth 1 state))
         (goes-on (save-excursion (beginning-of-line) (proactive--goes-on-p)))
         (column (if opener
                     (save-excursion (goto-char opener) (current-indentation))
                   0)))
    ;; The spaces of a multi-line text belong to its author.
    (unless (nth 3 state)
      (unless (save-excursion (beginning-of-line) (looking-at-p "[ \t]*[])}]"))
        (when opener (setq column (+ column proactive-indent-offset)))
        (when goes-on (setq column (+ column proactive-indent-offset))))
      (if (<= (current-column) (current-indentation))
          (indent-line-to column)
        (save-excursion (indent-line-to column))))))

(defvar proactive-imenu-expression
  `(("Messages" ,(concat "^message[ \t]+\\(" proactive--name "\\)") 1)
    ("Segments" ,(concat "^segment[ \t]+\\(" proactive--name "\\)") 1)
    ("Brands" ,(concat "^brand[ \t]+\\(" proactive--name "\\)") 1)
    ("Channels" ,(concat "^channel[ \t]+\\(" proactive--name "\\)") 1)
    ("Bots" ,(concat "^bot[ \t]+\\(" proactive--name "\\)") 1)
    ("Schedules" ,(concat "^schedule[ \t]+\\(" proactive--name "\\)") 1)
    ("Tests" "^test[ \t]+\"\\([^\"]*\\)" 1))
  "Imenu expression for the declarations.")

;;;###autoload
(define-derived-mode proactive-mode prog-mode "Proactive"
  "Major mode for proactive chat messages."
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local comment-end "")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width proactive-indent-offset)
  (setq-local indent-line-function #'proactive-indent-line)
  (setq-local electric-indent-chars (append '(?} ?\] ?\)) electric-indent-chars))
  (setq-local syntax-propertize-function #'proactive--propertize)
  (setq-local font-lock-multiline t)
  (setq-local imenu-generic-expression proactive-imenu-expression)
  (setq-local font-lock-defaults '(proactive-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.proactive\\'" . proactive-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'proactive-mode
                     (lambda (&optional _interactive)
                       (list proactive-program "lsp")))))

(provide 'proactive-mode)
;;; proactive-mode.el ends here

;;; server.el --- Test of the language server in eglot  -*- lexical-binding: t; -*-

;;; Commentary:

;; Uses the configuration from the README, which is loaded before.

;;; Code:

(require 'cl-lib)
(unless (require 'eglot nil t)
  (message "eglot is missing: install it, on Debian with `apt-get install elpa-eglot'")
  (kill-emacs 1))

(defvar test-wrong nil)

(defun test-holds (condition format &rest things)
  "Unless CONDITION, record a failure: FORMAT with THINGS."
  (unless condition
    (push (apply #'format format things) test-wrong))
  condition)

(defun test-wait (condition)
  "Process messages until the function CONDITION holds, for at most ten seconds."
  (let ((tries 200))
    (while (and (> tries 0) (not (funcall condition)))
      (setq tries (1- tries))
      (accept-process-output nil 0.05))))

(defun test-findings ()
  "The diagnostics of the buffer, as LINE CODE."
  (flymake-start)
  (sort
   (mapcar (lambda (it)
             (let ((text (flymake-diagnostic-text it)))
               (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg it))
                       (if (string-match "\\[\\([a-z-]+\\)\\]" text)
                           (match-string 1 text)
                         text))))
           (flymake-diagnostics))
   #'string<))

(defun test-expect-findings (expected words)
  "Expect the diagnostics EXPECTED; WORDS say at which point."
  (let ((expected (sort (copy-sequence expected) #'string<)))
    (test-wait (lambda () (equal (test-findings) expected)))
    (test-holds (equal (test-findings) expected)
                "%s: %s, not %s" words (test-findings) expected)))

(defun test-lines (file)
  "Return the lines of FILE."
  (with-temp-buffer
    (insert-file-contents file)
    (split-string (buffer-string) "\n" t)))

(defun test-says (name words)
  "Whether the buffer that visits NAME contains WORDS."
  (let ((buffer (get-buffer name)))
    (and buffer
         (with-current-buffer buffer
           (save-excursion
             (goto-char (point-min))
             (search-forward words nil t))))))

(find-file (expand-file-name "messages.proactive" (getenv "BROKEN")))
;; The hook from the README starts eglot after the command that opened the file.
(run-hooks 'post-command-hook)
(test-wait #'eglot-current-server)

(let* ((server (eglot-current-server))
       (expected (test-lines (getenv "FINDINGS")))
       (fixed (remove "8 unknown-value" expected)))
  (test-holds server "no server was started")
  (test-expect-findings expected "found in the broken example")

  ;; Completion offers the frequencies, and inserting the right one clears the diagnostic.
  (goto-char (point-min))
  (search-forward "frequency Once_per_visit")
  (delete-region (line-beginning-position) (line-end-position))
  (insert "  frequency ")
  (let* ((at-point (eglot-completion-at-point))
         (offered (all-completions "" (nth 2 at-point))))
    (test-holds (and (member "once_per_visit" offered) (member "once_per_customer" offered))
                "completion offers %s" offered))
  (insert "once_per_visit")
  (eglot--signal-textDocument/didChange)
  (test-holds (= (length fixed) (1- (length expected)))
              "the example no longer has a wrong frequency")
  (test-expect-findings fixed "found in the example after a repair")

  ;; Rename changes the references and the declaration, which is in a file that is not open.
  (goto-char (point-min))
  (search-forward "bot oolong")
  (backward-char 2)
  (cl-letf (((symbol-function 'y-or-n-p) #'always))
    (eglot-rename "sencha"))
  (test-holds (test-says "messages.proactive" "reply bot sencha") "no use has the new name")
  (test-holds (not (test-says "messages.proactive" "bot oolong")) "a use keeps its old name")
  (test-holds (test-says "account.proactive" "bot sencha \"Oolong\"")
              "the declaration was not renamed")

  ;; Shut down: without an answer to `shutdown' this is an error.  Emacs then kills the process
  ;; without giving it time to exit.
  (let ((process (jsonrpc--process server)))
    (eglot-shutdown server)
    (test-wait (lambda () (not (process-live-p process))))
    (test-holds (not (process-live-p process)) "the server lives on after its shutdown")
    (test-holds (not (eglot-current-server)) "eglot still has a server")))

(dolist (words (reverse test-wrong))
  (message "%s" words))
(dolist (buffer (buffer-list))
  (with-current-buffer buffer
    (set-buffer-modified-p nil)))
(kill-emacs (if test-wrong 1 0))

;;; server.el ends here

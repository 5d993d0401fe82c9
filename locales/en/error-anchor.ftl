error-anchor-rewritten = The journal no longer begins with the { $size } acts that were signed for; nothing more is signed. Run: earnest journal verify
error-anchor-key = The signing key can’t be used: { $why }
error-anchor-note = A checkpoint can’t be read: { $why }
error-anchor-none = There is no checkpoint yet. Run: earnest journal checkpoint
error-anchor-later = The act came after the checkpoint, which covers { $size } acts. Prove it by a later one; if there is none, sign one first.
error-anchor-no-such = No checkpoint of exactly { $size } acts was signed.

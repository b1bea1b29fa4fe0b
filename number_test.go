package detente_test

import (
	"testing"

	"detente"
)

func TestPlainCell(t *testing.T) {
	for text, want := range map[string]string{"": "", "-": "-", "peace": "peace", "=1+1": "'=1+1", "+3": "'+3", "-3": "'-3", "@a": "'@a", "\tx": "'\tx"} {
		if got := detente.PlainCell(text); got != want {
			t.Errorf("PlainCell(%q) = %q, want %q", text, got, want)
		}
	}
}

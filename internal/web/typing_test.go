package web_test

import (
	"strings"
	"testing"
)

// What somebody types into the text while a save is on its way stays, and the next
// save takes it in without a question.
func TestTypingGoesOnWhileSaving(t *testing.T) {
	b := newBench(t)
	c := b.add(sample)
	p := browse(t, b)
	p.open(b.url + at(c, "case"))
	p.wait("#editor .gutter")
	p.eval(`(() => {
		const text = document.getElementById("text");
		text.value += "# first";
		text.form.requestSubmit();
		text.value += " and second";
	})()`, nil)
	p.until(`document.body.dataset.revision === "2"`)
	var now string
	p.eval(`document.getElementById("text").value`, &now)
	if !strings.HasSuffix(now, "# first and second") {
		t.Fatalf("after the save the text ends with %q, want what was typed meanwhile too", now[max(0, len(now)-40):])
	}
	p.eval(`document.getElementById("text").form.requestSubmit()`, nil)
	p.until(`document.body.dataset.revision === "3"`)
	if got, revision := b.text(c.ID); !strings.HasSuffix(got, "# first and second") || revision != 3 {
		t.Errorf("revision %d ends with %q, want both in revision 3", revision, got[max(0, len(got)-40):])
	}
}

package source_test

import (
	"strings"
	"testing"

	"detente/source"
)

// What cannot be read is refused with a reason, not with a crash.
func TestRefused(t *testing.T) {
	for name, data := range map[string]string{
		"broken.pdf":  "%PDF-1.4\nnothing more",
		"broken.docx": "PK\x03\x04 and then nothing",
		"binary.txt":  "\x00\x01\x02\x03\xff\xfe\x00",
	} {
		if doc, err := source.Read(name, []byte(data)); err == nil {
			t.Errorf("Read(%s) = %d bytes of text, want a refusal", name, len(doc.Text))
		} else if len(err.Error()) < 20 {
			t.Errorf("Read(%s): %v, want a reason", name, err)
		}
	}
	if _, err := source.Open("no-such-file.txt"); err == nil || !strings.Contains(err.Error(), "no-such-file") {
		t.Errorf("Open(no-such-file.txt) = %v, want an error that names it", err)
	}
}

// Plain text keeps its bytes, so that offsets point into the file.
func TestTextIsKept(t *testing.T) {
	text := "A heading\n\nThe union wants “more”, says its chair.\r\n\r\n- Pay: 6 % a year\n"
	doc, err := source.Read("note.txt", []byte("\ufeff"+text))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Text != text {
		t.Errorf("text = %q, want %q", doc.Text, text)
	}
	if doc.SHA256 == "" {
		t.Error("no checksum")
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"plain", "# Title\n\ntext", "<html><body><p>x</p></body></html>", "%PDF-1.4", "PK\x03\x04"} {
		f.Add("a.txt", []byte(s))
		f.Add("a.html", []byte(s))
		f.Add("a.pdf", []byte(s))
		f.Add("a.docx", []byte(s))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if doc, err := source.Read(name, data); err == nil && doc == nil {
			t.Error("neither a document nor an error")
		}
	})
}

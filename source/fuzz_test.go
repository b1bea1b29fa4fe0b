package source_test

import (
	"os"
	"testing"

	"detente/source"
)

// fuzz checks what holds for every document that is read.
func fuzz(t *testing.T, name string, data []byte) {
	d, err := source.Read(name, data)
	if err != nil {
		if d != nil || len(err.Error()) < 20 {
			t.Errorf("Read(%s) = %v, %v, want no document and a reason", name, d, err)
		}
		return
	}
	checkBlocks(t, d)
	if len(d.Text) > 8*len(data)+64 {
		t.Errorf("%d bytes became %d", len(data), len(d.Text))
	}
	if d.Format == source.PlainText || d.Format == source.Markdown {
		return
	}
	again, err := source.Read("again.txt", []byte(d.Text))
	if err == nil && again.Text != d.Text {
		t.Errorf("the extracted text changes when it is read again")
	}
}

// writings are seeds for plain text and Markdown.
var writings = []string{
	"Title\n\nText.", "- a\n  - b\n(c) d", "a | b\nc | d", "Q: x?\nA: y.", "# H\n\n**x.** y\r\n", "| a |\n|---|\n", "x: y\nz: w\n", "\ufeff\u200b x", "1. x\n2. y",
	"OSLO, June 3 (Reuters) - The union wants more.\n> quoted\n> on\n", "The buyer. It wants the mill and nothing else at all.\n\nParty  Wants\nOslo   35\n",
}

func FuzzText(f *testing.F) {
	for _, s := range writings {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.txt", data) })
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range writings {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.md", data) })
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte(page))
	f.Add([]byte("<ul><li><p>x<ul><li>y</ul><table><tr><td>a<td>b"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.html", data) })
}

func FuzzDOCX(f *testing.F) {
	f.Add("<w:p><w:r><w:t>x y</w:t></w:r></w:p>")
	f.Add("<w:tbl><w:tr><w:tc><w:p><w:t>x</w:t></w:p></w:tc></w:tr></w:tbl><w:del><w:t>z</w:t>")
	f.Fuzz(func(t *testing.T, body string) {
		fuzz(t, "a.docx", docx(t, body))
		fuzz(t, "a.docx", append([]byte("PK\x03\x04"), body...))
	})
}

func FuzzPDF(f *testing.F) {
	whole, err := os.ReadFile("testdata/harbour.pdf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole[len("%PDF-1.4\n"):])
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, "a.pdf", append([]byte("%PDF-1.4\n"), data...)) })
}

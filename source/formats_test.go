package source_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"detente/source"
)

const page = `<!doctype html><html><head><title>Cod war | The Invented Courier</title>
<meta property="article:published_time" content="2024-06-03T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/fish">Fish</a></nav>
<div class="cookie-banner"><p>We and our 800 partners value your privacy and store cookies on your device, as you may accept or refuse below.</p></div>
<div class="content"><h1>Cod war</h1>
<p>Norway wants a larger share of the cod, since the fish have moved north with the warmer water.</p>
<h2>What Iceland wants</h2><ul><li>Share: a sixth of the catch</li><li>Control: cameras on every vessel</li></ul>
<table><tr><th>Party</th><th>Asks for</th></tr><tr><td>Norway</td><td>35 percent</td></tr></table>
<script>var x = "not text";</script>
<p>The Commission rejects the new maps as unproven and fears for its <em>historic</em> share of the stock.</p></div>
<aside><p>Related: ten fish recipes that will change how you think of dinner in the evening.</p></aside>
<footer><p>Copyright the Invented Courier, all rights reserved, no part may be used.</p></footer></body></html>`

func TestHTML(t *testing.T) {
	d, err := source.Read("page.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"heading Cod war",
		"paragraph Norway wants a larger share of the cod, since the fish have moved north with the warmer water.",
		"heading What Iceland wants",
		"item [Share] a sixth of the catch",
		"item [Control] cameras on every vessel",
		"table 2+1",
		"paragraph The Commission rejects the new maps as unproven and fears for its historic share of the stock.",
	}
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("blocks of the page (-want +got):\n%s", diff)
	}
	if d.Published != "2024-06-03" || d.Title != "Cod war | The Invented Courier" && d.Title != "Cod war" {
		t.Errorf("title %q, published %q", d.Title, d.Published)
	}
	checkBlocks(t, d)
}

// A page in another encoding is read as it says.
func TestEncodings(t *testing.T) {
	for name, data := range map[string][]byte{
		"western.html": []byte("<html><head><meta charset=\"windows-1252\"></head><body><p>The minister said \x93no\x94 to the offer \x96 for now.</p></body></html>"),
		"western.txt":  []byte("The minister said \x93no\x94 to the offer \x96 for now."),
		"utf16.txt":    utf16("The minister said “no” to the offer – for now."),
		"bom.txt":      []byte("\xef\xbb\xbfThe minister said “no” to the offer – for now."),
	} {
		d, err := source.Read(name, data)
		if err != nil {
			t.Errorf("Read(%s): %v", name, err)
			continue
		}
		if want := "The minister said “no” to the offer – for now."; d.Text != want {
			t.Errorf("Read(%s).Text = %q, want %q", name, d.Text, want)
		}
	}
}

// utf16 encodes a text of the basic plane, little end first.
func utf16(s string) []byte {
	out := []byte{0xff, 0xfe}
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}

// docx builds a Word file around the XML of a body.
func docx(t *testing.T, body string, extra ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	write := func(name, text string) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	write("word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>`+body+`</w:body></w:document>`)
	write("docProps/core.xml", `<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:title>Cod memo</dc:title></cp:coreProperties>`)
	for i := 0; i+1 < len(extra); i += 2 {
		write(extra[i], extra[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDOCX(t *testing.T) {
	para := func(style, text string) string {
		return `<w:p><w:pPr>` + style + `</w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	body := para(`<w:pStyle w:val="Heading1"/>`, "Cod war") +
		para("", "Norway wants a larger share of the cod.") +
		para(`<w:numPr><w:ilvl w:val="0"/></w:numPr>`, "Share: a sixth") +
		para(`<w:numPr><w:ilvl w:val="0"/></w:numPr>`, "Control: cameras") +
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Party</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Asks</w:t></w:r></w:p></w:tc></w:tr>` +
		`<w:tr><w:tc><w:p><w:r><w:t>Norway</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>35</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:t>The end</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:t> of it.</w:t></w:r></w:p>`
	d, err := source.Read("memo.docx", docx(t, body))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"heading Cod war", "paragraph Norway wants a larger share of the cod.", "item [Share] a sixth", "item [Control] cameras", "table 2+1", "paragraph The end of it."}
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("blocks of the memo (-want +got):\n%s", diff)
	}
	if d.Title != "Cod memo" {
		t.Errorf("Title = %q, want that of the file's properties", d.Title)
	}
}

func TestPDF(t *testing.T) {
	d, err := source.Open("testdata/harbour.pdf")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"heading Harbour talks",
		"paragraph The Dockers' Guild wants a raise of five dollars an hour. It has threatened to strike on Monday if the employers do not come back to the table with a better offer than the last one.",
		"heading What the guild seeks",
		"item [Pay] five dollars an hour",
		"item [Cranes] no remote control",
		"paragraph The Port Alliance refuses to negotiate under pressure. Its members fear that ships will go elsewhere.",
		"paragraph The mayor hopes for a truce.",
	}
	if diff := cmp.Diff(want, outline(d)); diff != "" {
		t.Errorf("blocks of the PDF (-want +got):\n%s", diff)
	}
	if n := len(d.Pages); n != 2 {
		t.Errorf("%d pages, want 2", n)
	}
	if last := d.Blocks[len(d.Blocks)-1]; last.Page != 2 {
		t.Errorf("the mayor is on page %d, want 2", last.Page)
	}
	checkBlocks(t, d)
}

// Bombs and bad files are refused with a code, soon.
func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		name string
		data []byte
		code string
	}{
		{"empty.txt", nil, source.CodeEmpty},
		{"spaces.txt", []byte(" \n \n"), source.CodeEmpty},
		{"marks.txt", []byte("--- ... ---"), source.CodeEmpty},
		{"large.txt", bytes.Repeat([]byte("word "), 3<<20), source.CodeTooLarge},
		{"zero.txt", []byte("text\x00text"), source.CodeNotText},
		{"binary.txt", []byte{0x81, 0x8d, 0x01}, source.CodeNotText},
		{"japanese.html", []byte("<meta charset=shift_jis><p>\x82\xa0\x82\xa2\x82\xa4</p>"), source.CodeEncoding},
		{"german.txt", []byte(strings.Repeat("Die Gewerkschaft will mehr Lohn und die Firma ist nicht bereit, mit ihr auf der Grundlage des Angebots zu reden. ", 3)), source.CodeLanguage},
		{"russian.txt", []byte("Профсоюз требует повышения зарплаты на четыре процента."), source.CodeLanguage},
		{"broken.pdf", []byte("%PDF-1.7\nnothing"), source.CodeDamaged},
		{"broken.docx", []byte("PK\x03\x04nothing"), source.CodeDamaged},
		{"other.zip", docx(t, "", "a.txt", "b"), source.CodeEmpty},
		{"bomb.docx", docx(t, "<w:p/>", "bomb.bin", strings.Repeat("0", 40<<20)), source.CodeTooLarge},
		{"many.docx", docx(t, "<w:p/>", many(1100)...), source.CodeTooLarge},
		{"entity.docx", docx(t, `<!DOCTYPE x [<!ENTITY a "b">]>`), source.CodeDamaged},
		{"script.html", []byte("<html><body><script>alert(1)</script></body></html>"), source.CodeEmpty},
	} {
		start := time.Now()
		_, err := source.Read(test.name, test.data)
		var r *source.Refusal
		if !errors.As(err, &r) {
			t.Errorf("Read(%s) = %v, want a refusal", test.name, err)
			continue
		}
		if r.Code != test.code {
			t.Errorf("Read(%s) refused with %s (%s), want %s", test.name, r.Code, r.Message, test.code)
		}
		if g := r.Diagnostic(); g.File != test.name || g.Why == "" || g.Help == "" {
			t.Errorf("Read(%s): diagnostic %+v lacks file, why or help", test.name, g)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("Read(%s) took %v", test.name, took)
		}
	}
}

// many names and texts of n entries.
func many(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("part%d", i), "x")
	}
	return out
}

// A language is named; names, hashes and lists of an English text are none.
func TestLanguages(t *testing.T) {
	for want, text := range map[string]string{
		"German":     "Die Gewerkschaft will mehr Lohn und die Firma ist nicht bereit, mit ihr auf der Grundlage des Angebots zu reden. ",
		"French":     "Le syndicat demande une hausse des salaires et la direction ne veut pas en parler avec lui avant la fin de la semaine. ",
		"Spanish":    "El sindicato pide una subida de los salarios y la empresa no quiere hablar de ello con los trabajadores en la mesa. ",
		"Portuguese": "O sindicato pede um aumento de salários e a empresa não quer falar de uma greve que os trabalhadores marcaram para maio. ",
		"Italian":    "Il sindacato chiede un aumento dei salari e la società non vuole parlare della richiesta che gli operai hanno fatto. ",
		"Dutch":      "De bond vraagt een hoger loon en het bedrijf wil niet met de leden praten over een plan dat voor de zomer komt. ",
		"Polish":     "Związek nie chce się zgodzić na plan, który jest dla firmy ważny, a firma nie wie, jak się z nim dogadać przez maj. ",
	} {
		_, err := source.Read("text.txt", []byte(strings.Repeat(text, 4)))
		var r *source.Refusal
		if !errors.As(err, &r) || r.Code != source.CodeLanguage || !strings.Contains(r.Message, want) {
			t.Errorf("Read(%s) = %v, want it refused as %s", text[:30], err, want)
		}
	}
	hashes := strings.Repeat("[a0e9d4c] o: no fix by A. de Souza, e1f a2 o3 do as no\n", 40)
	if _, err := source.Read("log.txt", []byte(hashes)); err != nil {
		t.Errorf("a list of changes is refused: %v", err)
	}
}

// Line ends of Windows and of old Macs end lines.
func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\n", "\r\n"} {
		text := strings.ReplaceAll("Demands\n\nThe union demands:\n- Pay: four percent\n- a canteen\n\nParty | Wants\nUnion | more\nFirm | less\n", "\n", end)
		d, err := source.Read("note.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"heading Demands", "paragraph The union demands:", "item [Pay] four percent", "item a canteen"}
		got := outline(d)
		if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" || len(got) != 5 || !strings.HasPrefix(got[4], "table") {
			t.Errorf("line end %q: %q", end, got)
		}
	}
}

// A long document is cut, and says so.
func TestCut(t *testing.T) {
	text := strings.Repeat("The union wants more pay this year. ", 4000)
	d, err := source.Read("long.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Notes) != 1 || d.Notes[0].Code != source.CodeCut {
		t.Errorf("Notes = %v, want one that says where it was cut", d.Notes)
	}
	if d.Words != 28000 || d.Text != text {
		t.Errorf("Words = %d, want 28000 and the whole text", d.Words)
	}
	if end := d.Blocks[len(d.Blocks)-1].End; end > len(text)*3/4 {
		t.Errorf("blocks reach to byte %d of %d, want the first 20,000 words", end, len(text))
	}
}

// Good files are read though others are bad; files of one name get other IDs.
func TestReadAll(t *testing.T) {
	dir := t.TempDir()
	var names []string
	for _, f := range []struct{ name, text string }{
		{"a/talks.txt", "The union wants more pay."}, {"b/talks.txt", "The firm wants peace."}, {"b/bad.txt", "\x00"},
	} {
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f.text), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, path)
	}
	docs, problems := source.Options{}.ReadAll(append(names, filepath.Join(dir, "absent.txt"), dir))
	if len(docs) != 2 || docs[0].ID != "talks" || docs[1].ID != "talks-2" {
		t.Errorf("%d documents, want talks and talks-2", len(docs))
	}
	if len(problems) != 3 {
		t.Errorf("%d problems, want 3: %v", len(problems), problems)
	}
}

package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits of a DOCX file, which is a zip archive of XML parts.
const (
	maxEntries  = 1_000
	maxUnpacked = 100 << 20 // of all entries together
	maxRatio    = 100       // of unpacked to packed
	maxPart     = 32 << 20  // of the part that is read
)

// readDOCX extracts the paragraphs, headings, lists and tables of a Word
// document as light Markdown.
func readDOCX(d *Document, data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return damaged(DOCX, "it is no zip archive: "+err.Error())
	}
	if err := checkArchive(archive, len(data)); err != nil {
		return err
	}
	body, err := readPart(archive, "word/document.xml")
	if err != nil {
		return err
	}
	if core, err := readPart(archive, "docProps/core.xml"); err == nil {
		d.Title = coreTitle(core)
	}
	w := &wordReader{decoder: xml.NewDecoder(bytes.NewReader(body)), styles: headingStyles(archive)}
	if err := w.read(); err != nil {
		return damaged(DOCX, err.Error())
	}
	if d.Text = w.text(); d.Text == "" {
		return empty("its paragraphs are empty")
	}
	return nil
}

// checkArchive refuses archives that would unpack into too much. Names of
// entries are never used as paths.
func checkArchive(archive *zip.Reader, size int) error {
	if len(archive.File) > maxEntries {
		return tooLarge(fmt.Sprintf("%d parts", len(archive.File)), "1,000 parts")
	}
	var total uint64
	for _, f := range archive.File {
		total += f.UncompressedSize64
		if f.UncompressedSize64 > maxUnpacked {
			break
		}
	}
	if total > maxUnpacked || total > maxRatio*uint64(size) && total > 1<<20 {
		return tooLarge(fmt.Sprintf("%d MB when unpacked", total>>20), "100 MB unpacked, 100 times its packed size")
	}
	return nil
}

// readPart returns the bytes of an entry; a part with a document type
// declaration is refused, since it could define entities.
func readPart(archive *zip.Reader, name string) ([]byte, error) {
	for _, f := range archive.File {
		if f.Name != name {
			continue
		}
		part, err := f.Open()
		if err != nil {
			return nil, damaged(DOCX, err.Error())
		}
		defer part.Close()
		data, err := io.ReadAll(io.LimitReader(part, maxPart+1))
		switch {
		case err != nil:
			return nil, damaged(DOCX, err.Error())
		case len(data) > maxPart:
			return nil, tooLarge("more than 32 MB of text", "32 MB of text with its marks")
		case bytes.Contains(data, []byte("<!DOCTYPE")):
			return nil, damaged(DOCX, "it has a document type declaration, which no word processor writes")
		}
		return data, nil
	}
	return nil, damaged(DOCX, "there is no "+name+" in it")
}

func coreTitle(core []byte) string {
	var properties struct {
		Title string `xml:"title"`
	}
	if xml.Unmarshal(core, &properties) != nil {
		return ""
	}
	return fold(properties.Title)
}

// headingStyles returns the level of each paragraph style that is a heading.
func headingStyles(archive *zip.Reader) map[string]int {
	levels := map[string]int{"Title": 1, "Subtitle": 2}
	for i := 1; i <= 6; i++ {
		levels[fmt.Sprintf("Heading%d", i)] = i
	}
	var sheet struct {
		Styles []struct {
			ID   string `xml:"styleId,attr"`
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"style"`
	}
	part, err := readPart(archive, "word/styles.xml")
	if err != nil || xml.Unmarshal(part, &sheet) != nil {
		return levels
	}
	for _, s := range sheet.Styles {
		name := strings.ToLower(s.Name.Val)
		if rest, ok := strings.CutPrefix(name, "heading "); ok && len(rest) == 1 && rest[0] >= '1' && rest[0] <= '6' {
			levels[s.ID] = int(rest[0] - '0')
		}
	}
	return levels
}

// wordReader walks through the XML of a document's body.
type wordReader struct {
	writer
	decoder *xml.Decoder
	styles  map[string]int
	row     []string
	rowText strings.Builder
	tables  int // depth of tables
	skip    int // depth inside what is not shown: deleted text, field codes
	inText  bool
}

func (w *wordReader) read() error {
	for {
		token, err := w.decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			w.open(t)
		case xml.EndElement:
			w.close(t.Name.Local)
		case xml.CharData:
			if w.skip == 0 && w.inText {
				w.current.Write(t)
			}
		}
	}
}

// open starts an element.
func (w *wordReader) open(e xml.StartElement) {
	switch e.Name.Local {
	case "t":
		w.inText = true
	case "tab", "br", "cr":
		w.current.WriteByte(' ')
	case "pStyle":
		if level := w.styles[value(e)]; level > 0 && w.tables == 0 {
			w.prefix = strings.Repeat("#", level) + " "
		}
	case "numPr":
		if w.prefix == "" && w.tables == 0 {
			w.prefix = "- "
		}
	case "ilvl":
		if level := value(e); w.prefix == "- " && len(level) == 1 && level > "0" && level <= "8" {
			w.prefix = strings.Repeat("  ", int(level[0]-'0')) + "- "
		}
	case "tbl":
		w.tables++
	case "tr":
		w.row = nil
	case "del", "instrText", "delText":
		w.skip++
	}
}

func (w *wordReader) close(name string) {
	switch name {
	case "t":
		w.inText = false
	case "p":
		if w.tables > 0 {
			w.rowText.WriteString(w.current.String() + " ")
			w.current.Reset()
			return
		}
		w.end()
	case "tc":
		w.row = append(w.row, strings.ReplaceAll(fold(w.rowText.String()), "|", "/"))
		w.rowText.Reset()
	case "tr":
		if len(w.row) > 0 {
			w.block("| " + strings.Join(w.row, " | ") + " |")
		}
	case "tbl":
		w.tables = max(w.tables-1, 0)
	case "del", "instrText", "delText":
		w.skip = max(w.skip-1, 0)
	}
}

// value returns the w:val attribute of an element.
func value(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

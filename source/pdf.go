package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// Limits of a PDF.
const (
	maxPages = 500
	pdfTime  = 30 * time.Second
	maxGlyph = 4_000_000 // characters, far above what the word limit needs
)

// readPDF extracts the running text of a PDF as light Markdown, with the bytes
// of the text that each page takes up.
func readPDF(d *Document, data []byte, poppler string) error {
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	pages, err := pdfPages(ctx, data, poppler)
	if err != nil {
		return err
	}
	for _, lines := range dropMargins(pages) {
		page := reflow(lines)
		start := len(d.Text)
		if start > 0 && page != "" {
			d.Text += "\n\n"
			start = len(d.Text)
		}
		d.Text += page
		d.Pages = append(d.Pages, Span{start, len(d.Text)})
	}
	if d.Text == "" {
		return empty("its pages hold no characters, perhaps only pictures of them")
	}
	return nil
}

// pdfPages returns the lines of each page, read by Poppler where it is given.
func pdfPages(ctx context.Context, data []byte, poppler string) ([][]printed, error) {
	if poppler != "" {
		return popplerPages(ctx, data, poppler)
	}
	type reading struct {
		pages [][]printed
		err   error
	}
	done := make(chan reading, 1)
	go func() {
		pages, err := plainPages(ctx, data)
		done <- reading{pages, err}
	}()
	select {
	case r := <-done:
		return r.pages, r.err
	case <-ctx.Done():
		return nil, damaged(PDF, fmt.Sprintf("reading it took longer than %v", pdfTime))
	}
}

// plainPages reads a PDF with the built-in reader, which panics on some damaged
// files.
func plainPages(ctx context.Context, data []byte) (pages [][]printed, err error) {
	defer func() {
		if p := recover(); p != nil {
			pages, err = nil, damaged(PDF, fmt.Sprint(p))
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if errors.Is(err, pdf.ErrInvalidPassword) || strings.Contains(err.Error(), "encrypt") {
			return nil, &Refusal{Code: CodeEncrypted, Message: "the document is encrypted", Why: "it opens with a password only", Help: "save a copy without a password"}
		}
		return nil, damaged(PDF, err.Error())
	}
	if n := r.NumPage(); n > maxPages {
		return nil, tooLarge(fmt.Sprintf("%d pages", n), "500 pages")
	}
	total := 0
	for i := 1; i <= r.NumPage() && ctx.Err() == nil; i++ {
		page := r.Page(i)
		if page.V.IsNull() {
			pages = append(pages, nil)
			continue
		}
		glyphs := page.Content().Text
		if total += len(glyphs); total > maxGlyph {
			return nil, tooLarge("more than 4 million characters", "4 million characters")
		}
		pages = append(pages, setLines(glyphs))
	}
	return pages, ctx.Err()
}

// popplerPages reads a PDF with pdftotext.
func popplerPages(ctx context.Context, data []byte, poppler string) ([][]printed, error) {
	cmd := exec.CommandContext(ctx, poppler, "-layout", "-enc", "UTF-8", "-l", fmt.Sprint(maxPages), "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	out := &bounded{limit: maxPart}
	cmd.Stdout = out
	if err := cmd.Run(); err != nil {
		return nil, damaged(PDF, "pdftotext: "+err.Error())
	}
	var pages [][]printed
	for page := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\f"), "\f") {
		var lines []printed
		y := 0.0
		for s := range strings.SplitSeq(page, "\n") {
			y -= 12
			if text := strings.TrimSpace(s); text != "" {
				lines = append(lines, printed{text: fold(text), y: y, x: float64(5 * (len(s) - len(strings.TrimLeft(s, " ")))), size: 10, width: float64(5 * len(text))})
			}
		}
		pages = append(pages, lines)
	}
	return pages, nil
}

// bounded is a buffer that takes no more than its limit.
type bounded struct {
	bytes.Buffer
	limit int
}

var errLimit = errors.New("more text than a document may have")

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.limit {
		return 0, errLimit
	}
	return b.Buffer.Write(p)
}

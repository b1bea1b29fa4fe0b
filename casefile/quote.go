package casefile

import (
	"fmt"
	"sort"
	"strings"

	"detente"
)

// find looks a quote up in its source and notes where it stands. An unknown
// source is for Case.Check to report.
func (d *decoder) find(e *detente.Evidence, quote, nth *node) {
	s := d.c.FindSource(e.Source)
	if strings.TrimSpace(e.Quote) == "" {
		d.errorf("no-value", quote, "evidence is what a source says in its own words", "copy the words from the source", "the quote of %q is empty", e.ID)
		return
	}
	if s == nil || s.SHA256 == "" {
		return // not read; where it could not be, that is reported
	}
	at := detente.FindQuote(s.Text, e.Quote)
	k := max(e.Nth, 1)
	switch {
	case len(at) == 0:
		d.notFound(e, s, quote)
		return
	case e.Nth > len(at):
		d.errorf("quote-nth", nth, "the quote stands on "+d.linesOf(s, at), fmt.Sprintf("write a number from 1 to %d, or take `nth` out", len(at)), "%s has this quote only %s", s.File, plural(len(at), "time"))
		return
	case e.Nth == 0 && len(at) > 1:
		d.errorf("quote-ambiguous", quote, "it stands on "+d.linesOf(s, at)+", and a reader must be able to look it up", "add `nth: 1` for the first, or quote more words", "this quote stands %d times in %s", len(at), s.File)
		return
	}
	e.Start, e.End = at[k-1][0], at[k-1][1]
	e.Text = s.Text[e.Start:e.End]
}

// linesOf lists the lines of a source on which occurrences start.
func (d *decoder) linesOf(s *detente.Source, at [][2]int) string {
	var lines []string
	for _, span := range at {
		line := fmt.Sprint(detente.Line(s.Text, span[0]))
		if len(lines) == maxListed {
			lines = append(lines, "...")
			break
		}
		if !contains(lines, line) {
			lines = append(lines, line)
		}
	}
	if len(lines) == 1 {
		return fmt.Sprintf("line %s of %s", lines[0], s.File)
	}
	return fmt.Sprintf("lines %s of %s", strings.Join(lines, ", "), s.File)
}

// notFound reports a quote that is not in its source, with what comes nearest.
func (d *decoder) notFound(e *detente.Evidence, s *detente.Source, quote *node) {
	why := "a quote is copied byte for byte; only white space may differ"
	help := "open the file and copy the words from it"
	if near := detente.NearQuote(s.Text, e.Quote); near != "" {
		help = fmt.Sprintf("did you mean %q?", near)
		d.offerQuote(quote, s, near)
	} else if passage := nearestPassage(s, e.Quote); passage != "" {
		help = passage
	}
	d.report(detente.Error, "quote-not-found", quote, fmt.Sprintf("this quote is not in %s", s.File), why, help)
}

// nearestPassage says how far the quote agrees with its source, from its start
// or from its end, and what the source has instead.
func nearestPassage(s *detente.Source, quote string) string {
	words := strings.Fields(quote)
	has := func(w []string) bool { return len(detente.FindQuote(s.Text, strings.Join(w, " "))) > 0 }
	head := sort.Search(len(words), func(n int) bool { return !has(words[:n+1]) })
	tail := sort.Search(len(words), func(n int) bool { return !has(words[len(words)-n-1:]) })
	switch {
	case max(head, tail) < 2:
		return "no passage comes near: look whether it stands in another source"
	case head >= tail:
		at := detente.FindQuote(s.Text, strings.Join(words[:head], " "))[0]
		after := excerptWords(s.Text[at[1]:], len(words)-head+2)
		return fmt.Sprintf("line %d of %s has the first %d words and goes on %q", detente.Line(s.Text, at[0]), s.File, head, after)
	}
	at := detente.FindQuote(s.Text, strings.Join(words[len(words)-tail:], " "))[0]
	before := strings.Fields(s.Text[max(0, at[0]-400):at[0]])
	before = before[max(0, len(before)-(len(words)-tail)-2):]
	return fmt.Sprintf("line %d of %s has the last %d words, after %q", detente.Line(s.Text, at[0]), s.File, tail, strings.Join(before[max(0, len(before)-12):], " "))
}

// excerptWords returns the first few words of a text.
func excerptWords(text string, n int) string {
	words := strings.Fields(text[:min(len(text), 600)])
	return strings.Join(words[:min(len(words), n, 12)], " ")
}

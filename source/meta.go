package source

import (
	"strings"
)

// headLines is how many lines at the top may be metadata.
const headLines = 12

// metadata reads what stands before the text: front matter, "source: ..." and
// "Published: ..." lines, a line that is only a date, a by-line. A title may
// stand before them. It returns the first line of the text.
func (r *reader) metadata() int {
	i := r.frontMatter()
	for n := 0; n < headLines && i < len(r.lines); n++ {
		switch {
		case r.lines[i].blank():
		case r.isMeta(i):
			r.takeMeta(i)
		case r.titled(i):
			r.prose(i)
		default:
			return i
		}
		i++
	}
	return i
}

// titled reports whether line i is a title with a date or a by-line under it.
func (r *reader) titled(i int) bool {
	kind, ok := r.isHeading(i)
	next := r.following(i)
	return ok && (kind == Heading || kind == Question) && next > i && r.isMeta(next)
}

// isMeta reports whether line i says something about the document.
func (r *reader) isMeta(i int) bool {
	s := r.bare(r.lines[i].Span).Of(r.text)
	key, value, found := strings.Cut(s, ":")
	byline := strings.HasPrefix(s, "By ") && wordsIn(s) <= 6 && !strings.HasSuffix(s, ".") && !strings.Contains(s, ", ")
	return found && isMetaKey(metaKey(key)) && strings.TrimSpace(value) != "" || wholeDate(s) != "" || byline
}

// takeMeta keeps what line i says about the document.
func (r *reader) takeMeta(i int) {
	s := r.bare(r.lines[i].Span).Of(r.text)
	if key, value, found := strings.Cut(s, ":"); found && isMetaKey(metaKey(key)) {
		r.keep(metaKey(key), strings.TrimSpace(value))
	} else {
		r.keep("date", s)
	}
	r.add(Block{Kind: Metadata, Span: r.lines[i].Span})
}

func metaKey(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func isMetaKey(key string) bool {
	switch key {
	case "source", "published", "date", "dated", "by", "author", "authors", "url", "link", "updated", "last updated", "posted", "byline",
		"title", "publisher", "publication", "section", "tags", "category", "copyright", "photo", "image", "lang", "language":
		return true
	}
	return false
}

// keep takes title and date from metadata.
func (r *reader) keep(key, value string) {
	value = strings.Trim(value, `"' `)
	switch key {
	case "title":
		r.d.Title = value
	case "published", "date", "dated", "posted", "updated", "last updated", "source":
		if d := findDate(value); d != "" && r.d.Published == "" {
			r.d.Published = d
		}
	}
}

// frontMatter reads the lines between --- and --- at the top of a Markdown file.
func (r *reader) frontMatter() int {
	if len(r.lines) < 2 || r.lines[0].Of(r.text) != "---" {
		return 0
	}
	for j := 1; j < len(r.lines) && j < 60; j++ {
		if s := r.lines[j].Of(r.text); s != "---" && s != "..." {
			continue
		}
		for k := 1; k < j; k++ {
			if key, value, found := strings.Cut(r.lines[k].Of(r.text), ":"); found {
				r.keep(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
			}
		}
		r.add(Block{Kind: Metadata, Span: Span{r.lines[0].Start, r.lines[j].End}})
		return j + 1
	}
	return 0
}

// datelineBytes bounds a dateline such as "GENEVA, 14 March 2023 (Agency) - ".
const datelineBytes = 70

// afterDateline cuts a dateline off the first paragraphs and keeps its date.
func (r *reader) afterDateline(span Span) Span {
	if len(r.d.Blocks) > 6 {
		return span
	}
	s := span.Of(r.text)
	for _, dash := range []string{" - ", " — ", " – ", " -- "} {
		i := strings.Index(s[:min(len(s), datelineBytes)], dash)
		if i < 0 || !isDateline(s[:i]) {
			continue
		}
		if d := findDate(s[:i]); d != "" && r.d.Published == "" {
			r.d.Published = d
		}
		return r.trim(Span{span.Start + i + len(dash), span.End})
	}
	return span
}

// isDateline reports whether a piece of text starts with a place in capitals, or
// is a place with an agency in brackets.
func isDateline(s string) bool {
	first := strings.TrimRight(firstToken(s), ",")
	capitals := len(first) > 2 && first == strings.ToUpper(first) && first != strings.ToLower(first)
	return capitals || strings.HasSuffix(s, ")") && strings.Contains(s, "(") && wordsIn(s) <= 6 || capitals && findDate(s) != ""
}

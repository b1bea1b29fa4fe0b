package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strconv"

	"detente"
)

//go:embed text.css
var textStyle string

// TextStylesheet returns the rules that show the highlights of a document and
// quotes side by side, in the light, in the dark and in print. It is part of the
// style of [HTML].
func TextStylesheet() string { return textStyle }

// Fragment writes one block as a piece of a page: HTML without a head, that needs
// [TextStylesheet] and the style sheet of package chart. The address of a
// highlight is "at-" and its id; it leads to the id alone, which the page has to
// give to what it names.
func Fragment(w io.Writer, b detente.Block) error {
	t, err := parsed()
	if err != nil {
		return fmt.Errorf("report: fragment: %w", err)
	}
	v := &view{d: &Document{}}
	v.gather([]*detente.Result{{Blocks: []detente.Block{b}}})
	if text, ok := b.(*detente.Text); ok {
		for i := range text.Marks {
			v.items[text.Marks[i].ID] = true
		}
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, "block", v.block(b)); err != nil {
		return fmt.Errorf("report: fragment: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// gather notes which ids are highlighted in documents and which are named in
// tables and comparisons, so that each can lead to the other.
func (v *view) gather(rs []*detente.Result) {
	v.marked, v.items, v.placed = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range rs {
		for _, b := range r.Blocks {
			switch b := b.(type) {
			case *detente.Text:
				for i := range b.Marks {
					v.marked[b.Marks[i].ID] = true
				}
			case *detente.Table:
				for _, row := range b.Rows {
					v.items[at(row, 0).Text] = true
				}
			case *detente.Sides:
				for i := range b.Points {
					for _, q := range b.Points[i].Quotes {
						v.items[q.ID] = true
					}
				}
			}
		}
	}
}

// place gives an id its address the first time it is shown, "" later.
func (v *view) place(id string) string {
	if id == "" || v.placed[id] {
		return ""
	}
	v.placed[id] = true
	return show(id)
}

// passage is the address of a highlight in its document.
func passage(id string) string { return "at-" + show(id) }

// textView is a document on the page.
type textView struct {
	Note   string
	Kinds  []kindView
	Groups []groupView
}

type kindView struct{ Class, Sign, Name string }

// groupView is a paragraph or heading, or, where they have elements, a table or a
// list.
type groupView struct {
	lineView
	Rows, Entries []lineView
}

type lineView struct {
	Label, Lead string
	Level       int
	Head, Aside bool
	Cells       [][]pieceView
}

type pieceView struct {
	Before, Text, After string
	Class               string
	Tags                []tagView
}

// tagView is the sign before a highlight, which leads to what was found there.
type tagView struct{ ID, To, Sign, Item, Name string }

// mostLevel is how deep lists are indented.
const mostLevel = 3

func (v *view) text(t *detente.Text) *textView {
	out := &textView{Note: show(t.Note)}
	for _, k := range kindsIn(t) {
		out.Kinds = append(out.Kinds, kindView{classOf(t, k.Name), show(k.Sign), show(k.Name)})
	}
	m := newMarker(t)
	for _, c := range chunks(t) {
		l := lineView{Label: show(c.Label), Lead: show(c.lead), Level: max(0, min(c.Level, mostLevel))}
		l.Head, l.Aside = c.Form == detente.Heading || c.Form == detente.HeadRow, c.Form == detente.Aside
		for _, r := range c.cellsOf() {
			l.Cells = append(l.Cells, v.pieces(t, m.cut(r)))
		}
		g := groupView{lineView: l}
		last := len(out.Groups) - 1
		switch c.Form {
		case detente.TableRow, detente.HeadRow:
			if last >= 0 && out.Groups[last].Rows != nil && c.Form == detente.TableRow {
				out.Groups[last].Rows = append(out.Groups[last].Rows, l)
				continue
			}
			g.Rows = []lineView{l}
		case detente.Entry:
			if last >= 0 && out.Groups[last].Entries != nil {
				out.Groups[last].Entries = append(out.Groups[last].Entries, l)
				continue
			}
			g.Entries = []lineView{l}
		}
		out.Groups = append(out.Groups, g)
	}
	return out
}

// classes is how many looks of highlights the style sheet has.
const classes = 9

// classOf returns the look of a kind of highlights.
func classOf(t *detente.Text, kind string) string {
	i := slices.IndexFunc(t.Kinds, func(k detente.MarkKind) bool { return k.Name == kind })
	return "k" + strconv.Itoa(1+max(0, i)%classes)
}

// pieces shows pieces of a text. Where highlights overlap the shortest gives the
// look.
func (v *view) pieces(t *detente.Text, pieces []piece) []pieceView {
	var out []pieceView
	for _, q := range pieces {
		p := pieceView{Text: show(q.text)}
		if p.Before, p.After = edges(q.text); p.Text == "" {
			p.After = ""
		}
		short := -1
		for _, i := range q.under {
			if r := t.Marks[i].Range; short < 0 || r.End-r.Start < t.Marks[short].End-t.Marks[short].Start {
				short = i
			}
		}
		if short >= 0 && p.Text != "" {
			p.Class = classOf(t, t.Marks[short].Kind)
			if len(q.under) > 1 {
				p.Class += " two"
			}
		}
		for _, i := range q.opens {
			p.Tags = append(p.Tags, v.tag(t, &t.Marks[i]))
		}
		out = append(out, p)
	}
	return out
}

func (v *view) tag(t *detente.Text, h *detente.Highlight) tagView {
	tag := tagView{Sign: show(sign(t, h.Kind)), Item: show(h.ID), Name: show(h.ID + ", " + nameOf(h))}
	if v.place(passage(h.ID)) != "" {
		tag.ID = passage(h.ID)
	}
	if v.items[h.ID] {
		tag.To = show(h.ID)
	}
	return tag
}

// sidesView is quotes side by side on the page.
type sidesView struct {
	Title, Note string
	Points      []pointView
}

type pointView struct {
	ID, Name, Text, Note string
	Sides                []sideView
}

type sideView struct {
	Name   string
	Quotes []citedView
}

type citedView struct{ ID, To, Text, Place string }

// twoSides is up to how many sources each has its column even where it says
// nothing.
const twoSides = 2

func (v *view) sides(b *detente.Sides) *sidesView {
	out := &sidesView{Title: show(b.Title), Note: show(b.Note)}
	for i := range b.Points {
		x := &b.Points[i]
		p := pointView{ID: v.place(x.ID), Name: show(x.ID), Text: show(headOf(x)), Note: show(x.Note)}
		for k, name := range b.Sides {
			s := sideView{Name: show(name)}
			for _, q := range x.Quotes {
				if q.Side != k {
					continue
				}
				c := citedView{ID: v.place(q.ID), Text: show(q.Text), Place: show(q.Place)}
				if v.marked[q.ID] {
					c.To = passage(q.ID)
				}
				s.Quotes = append(s.Quotes, c)
			}
			if len(s.Quotes) > 0 || len(b.Sides) <= twoSides {
				p.Sides = append(p.Sides, s)
			}
		}
		out.Points = append(out.Points, p)
	}
	return out
}

package exchange

import (
	"encoding/xml"
	"fmt"
	"math/big"
	"strings"

	"detente"
)

// ExportGenius writes a case as GENIUS XML: the domain first, then a profile for
// each party with numbers, in declared order. [Genius] reads the same utilities
// from it.
//
// What GENIUS cannot say is an error that names all of it: divisible issues,
// rules, links, orders without numbers, consent of fewer than all, ratification,
// points below 0. Utilities run from 0 to 1 there; the notes say by what a
// party's points were divided.
func ExportGenius(c *detente.Case) ([]File, []Note, error) {
	s, err := newSheet(c, "GENIUS")
	if err != nil {
		return nil, nil, fmt.Errorf("exchange: export genius: %w", err)
	}
	files := []File{{"domain.xml", []byte(s.xmlDomain())}}
	for i := range s.rows {
		r := &s.rows[i]
		if r.lost >= 100 {
			s.note(leftOut, "the cost of delay of party %q, all in one period, is no discount factor", r.party.ID)
			r.lost = 0
		}
		files = append(files, File{fileName(r.party.ID, ".xml"), []byte(s.xmlProfile(r))})
	}
	return files, s.notes, nil
}

// fileName returns the name of a party's file, which is not that of the domain.
func fileName(id detente.PartyID, extension string) string {
	if id == "domain" {
		return "party-domain" + extension
	}
	return string(id) + extension
}

// writer writes indented XML elements.
type writer struct {
	strings.Builder
	depth int
}

// open starts an element with pairs of attribute names and values.
func (w *writer) open(name string, attrs ...string) {
	w.tag(name, ">", attrs)
	w.depth++
}

// leaf writes an element without children.
func (w *writer) leaf(name string, attrs ...string) { w.tag(name, "/>", attrs) }

func (w *writer) close(name string) {
	w.depth--
	w.WriteString(strings.Repeat("  ", w.depth) + "</" + name + ">\n")
}

func (w *writer) tag(name, end string, attrs []string) {
	w.WriteString(strings.Repeat("  ", w.depth) + "<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.WriteString(" " + attrs[i] + `="`)
		if err := xml.EscapeText(w, []byte(attrs[i+1])); err != nil {
			panic(err) // a strings.Builder takes everything
		}
		w.WriteByte('"')
	}
	w.WriteString(end + "\n")
}

// root opens the objective that holds the issues.
func (w *writer) root(c *detente.Case) {
	title := c.Title
	if title == "" {
		title = "root"
	}
	w.open("objective", "index", "0", "name", title, "type", "objective", "etype", "objective", "description", "")
}

func (s *sheet) xmlDomain() string {
	w := &writer{}
	w.open("negotiation_template")
	w.open("utility_space", "number_of_issues", fmt.Sprint(len(s.values)))
	w.root(s.c)
	for i := range s.values {
		s.xmlIssue(w, i, nil)
	}
	w.close("objective")
	w.close("utility_space")
	w.close("negotiation_template")
	return w.String()
}

// xmlIssue writes an issue, with evaluations in a profile.
func (s *sheet) xmlIssue(w *writer, i int, evaluations []*big.Rat) {
	w.open("issue", "index", fmt.Sprint(i+1), "name", s.issues[i], "type", "discrete", "etype", "discrete", "vtype", "discrete")
	for level, value := range s.values[i] {
		attrs := []string{"index", fmt.Sprint(level + 1), "value", value}
		if evaluations != nil {
			attrs = append(attrs, "evaluation", decimal(float(evaluations[level])))
		}
		w.leaf("item", attrs...)
	}
	w.close("issue")
}

// xmlProfile writes a party's profile: an issue's weight is what its best value
// is worth, and that value's evaluation is 1.
func (s *sheet) xmlProfile(r *score) string {
	w := &writer{}
	w.open("utility_space")
	w.root(s.c)
	for i := range s.values {
		evaluations := make([]*big.Rat, len(r.worth[i]))
		for level, x := range r.worth[i] {
			if evaluations[level] = new(big.Rat); r.best[i].Sign() > 0 {
				evaluations[level].Quo(x, r.best[i])
			}
		}
		s.xmlIssue(w, i, evaluations)
	}
	for i := range r.best {
		w.leaf("weight", "index", fmt.Sprint(i+1), "value", decimal(float(r.best[i])))
	}
	w.close("objective")
	left := ratio(r.lost)
	left.Sub(one, left.Quo(left, big.NewRat(100, 1)))
	w.leaf("discount_factor", "value", decimal(float(left)))
	w.leaf("reservation", "value", decimal(float(r.reserve)))
	w.close("utility_space")
	return w.String()
}

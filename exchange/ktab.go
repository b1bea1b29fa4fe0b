package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"detente"
)

// KTAB reads a table of actors and issues as KTAB's spatial models do: a line
// with a title, a description, the number of actors and that of dimensions; a
// header; and a line for each actor with its name, description and influence,
// and a position and a salience, both from 0 to 100, on each dimension. The
// first line may be left out.
//
// Dimensions become issues on a scale from 0 to 100, without a status quo; actors
// become parties that have positions and no numbers to bargain with, which is
// what forecasts read. Influence is kept as written. A title that ends in
// "position" loses that word.
//
// Wise, Lester and Efird (2015), An Introduction to the KAPSARC Toolkit for
// Behavioral Analysis (KTAB).
func KTAB(f File) (*detente.Case, []Note, error) {
	t, err := readKTAB(&f)
	if err != nil {
		return nil, nil, fmt.Errorf("exchange: ktab: %w", err)
	}
	c := t.build()
	return c, t.notes, nil
}

// ktab is a table of actors and issues.
type ktab struct {
	file       *File
	title      string
	note       string
	dimensions []string
	actors     []actor
	notes      notes
}

type actor struct {
	name, note string
	influence  float64
	place      [][2]float64 // by dimension: position and salience
}

// fixedColumns stand before those of the dimensions: name, description,
// influence.
const fixedColumns = 3

// ktabRow is a line of the file, with the place of each field.
type ktabRow struct {
	fields []string
	line   int
	cols   []int
}

func readKTAB(f *File) (*ktab, error) {
	rows, err := f.rows()
	if err != nil {
		return nil, err
	}
	t := &ktab{file: f, title: f.title()}
	actors, dimensions := -1, -1
	if len(rows) > 0 && len(rows[0].fields) <= 4 {
		if actors, dimensions, err = t.heading(&rows[0]); err != nil {
			return nil, err
		}
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil, f.at(1, "there is no header; write a line such as: Actor,Description,Influence,Tax Position,Tax Salience")
	}
	if err := t.header(&rows[0], dimensions); err != nil {
		return nil, err
	}
	for i := range rows[1:] {
		if err := t.actor(&rows[1+i]); err != nil {
			return nil, err
		}
	}
	switch n := len(t.actors); {
	case n == 0:
		return nil, f.at(rows[0].line, "there is no actor below the header; write a line for each")
	case actors >= 0 && actors != n:
		return nil, f.at(1, "the first line says %d actors and %d follow; was the file cut off? Correct the number or the lines", actors, n)
	}
	return t, nil
}

// rows splits the file into fields. An empty field at the end of a line, which
// KTAB writes, is dropped.
func (f *File) rows() ([]ktabRow, error) {
	if err := f.checkSize(); err != nil {
		return nil, err
	}
	text, _, err := unicodeText(f.Data)
	if err != nil {
		return nil, f.at(1, "%w", err)
	}
	if !utf8.Valid(text) {
		return nil, f.at(1, "the text is not UTF-8; save the file as CSV in UTF-8")
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	var out []ktabRow
	for elements := 0; ; {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			return nil, f.at(parse.Line, "column %d: %w; put text with commas or quotes between quotes, and double the quotes inside", parse.Column, parse.Err)
		}
		if err != nil {
			return nil, f.at(1, "%w", err)
		}
		if elements += len(fields); elements > maxElements {
			return nil, f.at(1, "the table has more than %d fields", maxElements)
		}
		if row := newRow(r, fields); len(row.fields) > 0 {
			out = append(out, row)
		}
	}
}

func newRow(r *csv.Reader, fields []string) ktabRow {
	row := ktabRow{fields: make([]string, len(fields))}
	for i := range fields {
		row.fields[i] = strings.TrimSpace(fields[i])
		line, col := r.FieldPos(i)
		row.cols = append(row.cols, col)
		if i == 0 {
			row.line = line
		}
	}
	for n := len(row.fields); n > 0 && row.fields[n-1] == ""; n-- {
		row.fields = row.fields[:n-1]
	}
	return row
}

// heading reads the first line: title, description, actors, dimensions.
func (t *ktab) heading(row *ktabRow) (actors, dimensions int, err error) {
	n := len(row.fields)
	if n < 3 {
		return 0, 0, t.file.at(row.line, "a first line has a title, a description, the number of actors and that of dimensions; this one has %d fields", n)
	}
	t.title = row.fields[0]
	if n == 4 {
		t.note = row.fields[1]
	}
	var count [2]int
	for k, what := range []string{"the number of actors", "the number of dimensions"} {
		x, err := strconv.Atoi(row.fields[n-2+k])
		if err != nil || x < 1 {
			return 0, 0, t.file.at(row.line, "column %d: %q is not %s; write a whole number above 0", row.cols[n-2+k], row.fields[n-2+k], what)
		}
		count[k] = x
	}
	return count[0], count[1], nil
}

// header reads the names of the columns.
func (t *ktab) header(row *ktabRow, dimensions int) error {
	n := len(row.fields) - fixedColumns
	switch {
	case n < 2 || n%2 != 0:
		return t.file.at(row.line, "the header has %d columns; there are three (actor, description, influence) and then a position and a salience for each dimension", len(row.fields))
	case n/2 > maxIssues:
		return t.file.at(row.line, "there are more than %d dimensions", maxIssues)
	case dimensions >= 0 && dimensions != n/2:
		return t.file.at(row.line, "the first line says %d dimensions and the header has %d; correct one of the two", dimensions, n/2)
	}
	for k := range n / 2 {
		at := fixedColumns + 2*k
		if strings.Contains(strings.ToLower(row.fields[at]), "salience") {
			return t.file.at(row.line, "column %d: %q stands where a position is read; the position comes before the salience", row.cols[at], row.fields[at])
		}
		t.dimensions = append(t.dimensions, row.fields[at])
	}
	return nil
}

// actor reads the line of an actor.
func (t *ktab) actor(row *ktabRow) error {
	if want := fixedColumns + 2*len(t.dimensions); len(row.fields) != want {
		return t.file.at(row.line, "the line has %d fields and the header %d; write one for each, 0 salience where an actor does not care", len(row.fields), want)
	}
	if len(t.actors) == maxParties {
		return t.file.at(row.line, "there are more than %d actors", maxParties)
	}
	a := actor{name: row.fields[0], note: row.fields[1]}
	var err error
	if a.influence, err = t.number(row, 2, maxNumber); err != nil {
		return err
	}
	sum := 0.0
	for k := range t.dimensions {
		var place [2]float64
		for i := range place {
			if place[i], err = t.number(row, fixedColumns+2*k+i, 100); err != nil {
				return err
			}
		}
		sum += place[1]
		a.place = append(a.place, place)
	}
	if sum > 100+1e-9 {
		t.notes.add(t.file, interpreted, "the saliences of %q add up to %s; KTAB takes no more than 100, here each stands for itself", a.name, decimal(sum))
	}
	t.actors = append(t.actors, a)
	return nil
}

// number reads a field between 0 and a limit.
func (t *ktab) number(row *ktabRow, at int, most float64) (float64, error) {
	x, err := parseNumber(row.fields[at])
	if err != nil {
		return 0, t.file.at(row.line, "column %d: %w", row.cols[at], err)
	}
	if v := float(x); v >= 0 && v <= most {
		return v + 0, nil
	}
	return 0, t.file.at(row.line, "column %d: %s lies outside 0 to %s", row.cols[at], row.fields[at], decimal(most))
}

// build makes the case.
func (t *ktab) build() *detente.Case {
	c := &detente.Case{Title: t.title, Note: strings.TrimSpace("Imported from KTAB. " + t.note)}
	issues, parties := newNamer("issue"), newNamer("party")
	var called []string
	for k, name := range t.dimensions {
		short := strings.TrimSpace(name)
		if cut := len(short) - len("position"); cut > 0 && strings.EqualFold(short[cut:], "position") {
			short = strings.TrimSpace(short[:cut])
		}
		s := detente.Issue{ID: detente.IssueID(issues.id(short, k)), Form: detente.Divisible, Scale: &detente.Scale{From: 0, To: 100}, Now: detente.NoLevel, Decided: detente.NoLevel}
		s.Name = short
		called = append(called, fmt.Sprintf("%q is %s", name, s.ID))
		c.Issues = append(c.Issues, s)
	}
	t.notes.add(t.file, renamed, "dimensions are issues: %s", strings.Join(called, ", "))
	called = nil
	for k := range t.actors {
		p := t.actors[k].party(c, parties.id(t.actors[k].name, k))
		called = append(called, fmt.Sprintf("%q is %s", t.actors[k].name, p.ID))
		c.Parties = append(c.Parties, p)
	}
	t.notes.add(t.file, renamed, "actors are parties: %s", strings.Join(called, ", "))
	t.notes.add(t.file, scaled, "Positions and saliences run from 0 to 100; influence is as written.")
	t.notes.add(t.file, missing, "KTAB has no status quo and no values: forecasts apply, deals do not.")
	return c
}

func (a *actor) party(c *detente.Case, id string) detente.Party {
	p := detente.Party{ID: detente.PartyID(id), Influence: within(a.influence, 0, 100)}
	p.Name, p.Note = a.name, a.note
	p.Wants.Written = true
	for k := range c.Issues {
		p.Wants.Rows = append(p.Wants.Rows, detente.Row{Issue: c.Issues[k].ID, Position: within(a.place[k][0], 0, 100), Salience: within(a.place[k][1], 0, 100)})
	}
	return p
}

// within is a number in a field with limits.
func within(x, low, high float64) *detente.Quantity {
	q := detente.Number(x)
	q.Min, q.Max = low, high
	return &q
}

// ExportKTAB writes a case as KTAB's table of actors and issues: every issue with
// a scale, moved to 0 to 100, and every party with a position and an influence
// on all of them. [KTAB] reads the same positions from it.
//
// Ranges are written at their middle, a missing salience as 0, and what cannot be
// said there is noted; a case without such issues or parties is an error.
func ExportKTAB(c *detente.Case) (File, []Note, error) {
	f := File{Name: "case.csv"}
	var ns notes
	var issues []int
	for i := range c.Issues {
		if _, _, ok := c.Issues[i].Range(); ok {
			issues = append(issues, i)
		} else {
			ns.add(&f, leftOut, "issue %s has no scale", c.Issues[i].ID)
		}
	}
	header := []string{"Actor", "Description", "Influence"}
	for _, i := range issues {
		header = append(header, c.Issues[i].Display()+" Position", c.Issues[i].Display()+" Salience")
	}
	var rows [][]string
	for p := range c.Parties {
		row := ktabLine(c, &c.Parties[p], issues)
		if row == nil {
			ns.add(&f, leftOut, "party %s lacks an influence, or a position on one of the issues", c.Parties[p].ID)
			continue
		}
		rows = append(rows, row)
	}
	if len(issues) == 0 || len(rows) == 0 {
		return f, nil, fmt.Errorf("exchange: ktab: the case has no issue with a scale, or no party with influence and a position on every one; KTAB reads nothing else")
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	heading := []string{plainText(c.Title), plainText(c.Note), strconv.Itoa(len(rows)), strconv.Itoa(len(issues))}
	if err := w.WriteAll(append([][]string{heading, header}, rows...)); err != nil {
		return f, nil, fmt.Errorf("exchange: ktab: %w", err)
	}
	f.Data = b.Bytes()
	return f, ns, nil
}

// ktabLine is the line of a party; nil where it cannot be written.
func ktabLine(c *detente.Case, p *detente.Party, issues []int) []string {
	if p.Influence == nil {
		return nil
	}
	row := []string{plainText(p.Display()), plainText(p.Note), decimal(p.Influence.Middle())}
	for _, i := range issues {
		r := p.Row(c.Issues[i].ID)
		if r == nil || r.Position == nil {
			return nil
		}
		from, to, _ := c.Issues[i].Range()
		salience := 0.0
		if r.Salience != nil {
			salience = r.Salience.Middle()
		}
		row = append(row, decimal(100*(r.Position.Middle()-from)/(to-from)), decimal(salience))
	}
	return row
}

// plainText folds a text into one line that no spreadsheet takes for a formula.
func plainText(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if s != "" && slices.Contains([]byte("=+-@"), s[0]) {
		return "'" + s
	}
	return s
}

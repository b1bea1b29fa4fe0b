package score

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"detente"
)

// Forecast is one line of a forecasts file.
type Forecast struct {
	ID   string
	Line int
	// Event is true for a probability; otherwise the forecast is a number.
	Event       bool
	Probability float64
	Mean, SD    float64 // NaN where the line has none
	// Levels and Values are its quantiles, levels from 0 to 1, ascending.
	Levels, Values []float64
}

// Outcome is one line of an outcomes file.
type Outcome struct {
	ID    string
	Line  int
	Col   int // of the value
	Value float64
}

// maxBytes and maxRows bound what is read.
const (
	maxBytes = 10 << 20
	maxRows  = 100_000
)

// reader reads the rows of one CSV file and collects what is wrong with it.
type reader struct {
	name    string
	csv     *csv.Reader
	columns []string
	row     []string
	found   []detente.Diagnostic
	seen    map[string]int
}

// ReadForecasts reads forecasts; the package documentation has the columns.
// It reports everything it finds wrong; with errors there are no forecasts.
func ReadForecasts(name string, text []byte) ([]Forecast, []detente.Diagnostic) {
	r := open(name, text, forecastColumn, "id, mean, sd, p5 to p95, probability, name and note")
	if r.csv == nil {
		return nil, r.found
	}
	levels := r.quantiles()
	var out []Forecast
	for r.next() {
		if f, ok := r.forecast(levels); ok {
			out = append(out, f)
		}
	}
	return finish(r, out)
}

// ReadOutcomes reads outcomes: the columns id and outcome.
func ReadOutcomes(name string, text []byte) ([]Outcome, []detente.Diagnostic) {
	known := func(column string) bool {
		return slices.Contains([]string{"id", "outcome", "name", "note"}, column)
	}
	r := open(name, text, known, "id, outcome, name and note")
	if r.csv == nil {
		return nil, r.found
	}
	if r.place("outcome") < 0 {
		r.report(1, 1, "missing-column", `there is no column "outcome"`, "a forecast is held against what happened", "name a column outcome: a number, or 1 and 0 for events")
		return nil, r.found
	}
	var out []Outcome
	for r.next() {
		id, ok := r.id()
		x, given, fine := r.number("outcome")
		if !given && fine {
			r.at("outcome", "missing-value", "there is no outcome", "a forecast is held against what happened", "write the outcome, or leave the line out until it is known")
		}
		if ok && given && fine {
			line, col := r.position("outcome")
			out = append(out, Outcome{ID: id, Line: line, Col: col, Value: x})
		}
	}
	return finish(r, out)
}

func finish[T any](r *reader, rows []T) ([]T, []detente.Diagnostic) {
	if len(rows) == 0 && len(r.found) == 0 {
		r.report(1, 1, "no-rows", "there is no line below the header", "nothing can be scored", "write a line for each item")
	}
	if detente.HasErrors(r.found) {
		return nil, r.found
	}
	return rows, r.found
}

func forecastColumn(column string) bool {
	_, quantile := level(column)
	return quantile || slices.Contains([]string{"id", "mean", "sd", "probability", "name", "note"}, column)
}

// level reads the name of a quantile column: p5 is 0.05, p97.5 is 0.975.
func level(column string) (float64, bool) {
	digits, found := strings.CutPrefix(column, "p")
	if !found || strings.Trim(digits, "0123456789.") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(digits, 64)
	return x / 100, err == nil && x > 0 && x < 100
}

// open reads the header.
func open(name string, text []byte, known func(string) bool, columns string) *reader {
	r := &reader{name: name, seen: map[string]int{}}
	if len(text) > maxBytes {
		r.report(1, 1, "too-large", "the file is larger than 10 MB", "it is read at once", "split it")
		return r
	}
	c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	c.TrimLeadingSpace = true
	header, err := c.Read()
	if err != nil {
		r.broken(err)
		return r
	}
	r.csv = c
	for i, h := range header {
		h = strings.ToLower(strings.TrimSpace(h))
		line, col := c.FieldPos(i)
		switch {
		case slices.Contains(r.columns, h):
			r.report(line, col, "duplicate-column", fmt.Sprintf("the column %q stands twice", h), "which of the two is meant is not said", "take one out")
		case !known(h):
			r.report(line, col, "unknown-column", fmt.Sprintf("unknown column %q", h), "a column that is not read may hold what was meant to be scored", help(h, columns))
		}
		r.columns = append(r.columns, h)
	}
	if r.place("id") < 0 {
		r.report(1, 1, "missing-column", `there is no column "id"`, "forecasts and outcomes are matched by id", "name the first column id")
	}
	if detente.HasErrors(r.found) {
		r.csv = nil
	}
	return r
}

func help(column, columns string) string {
	if s := detente.Suggest(column, []string{"id", "mean", "sd", "probability", "outcome", "name", "note"}); s != "" {
		return fmt.Sprintf("did you mean %q?", s)
	}
	return "the columns are " + columns
}

// next reads a row.
func (r *reader) next() bool {
	row, err := r.csv.Read()
	switch {
	case errors.Is(err, io.EOF):
		return false
	case err != nil:
		r.broken(err)
		return false
	case len(r.seen) >= maxRows:
		r.report(1, 1, "too-large", fmt.Sprintf("there are more than %d lines", maxRows), "they are held in memory", "split the file")
		return false
	}
	r.row = row
	return true
}

// broken reports what encoding/csv stumbled over.
func (r *reader) broken(err error) {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		r.report(1, 1, "no-rows", "the file is empty", "nothing can be scored", "write a header and a line for each item")
	case errors.As(err, &parse) && errors.Is(parse.Err, csv.ErrFieldCount):
		r.report(parse.Line, parse.Column, "field-count", fmt.Sprintf("this line has not the %d fields of the header", len(r.columns)), "which value belongs to which column is not said", "leave a field empty, with its comma, where there is no value")
	case errors.As(err, &parse):
		r.report(parse.Line, parse.Column, "bad-csv", parse.Err.Error(), "the rest of the file cannot be told apart into fields", `put text with commas or quotes between quotes, and double the quotes inside: "a ""b"" c"`)
	default:
		r.report(1, 1, "bad-csv", err.Error(), "the file cannot be read", "save it as CSV in UTF-8")
	}
}

func (r *reader) place(column string) int { return slices.Index(r.columns, column) }

func (r *reader) position(column string) (line, col int) {
	return r.csv.FieldPos(max(r.place(column), 0))
}

func (r *reader) report(line, col int, code, message, why, help string) {
	r.found = append(r.found, detente.Diagnostic{File: r.name, Line: max(line, 1), Col: max(col, 1), Severity: detente.Error, Code: code, Message: message, Why: why, Help: help})
}

func (r *reader) at(column, code, message, why, help string) {
	line, col := r.position(column)
	r.report(line, col, code, message, why, help)
}

// id reads the id of a row, which must be new.
func (r *reader) id() (string, bool) {
	id := strings.TrimSpace(r.row[r.place("id")])
	line, _ := r.position("id")
	first, twice := r.seen[id]
	switch {
	case id == "":
		r.at("id", "missing-value", "there is no id", "forecasts and outcomes are matched by id", "name the item")
		return "", false
	case twice:
		r.at("id", "duplicate-id", fmt.Sprintf("%q stands in line %d already", id, first), "which of the two is meant is not said", "take one out, or give each its own id")
		return "", false
	}
	r.seen[id] = line
	return id, true
}

// number reads a field: whether there is one, and whether it could be read.
func (r *reader) number(column string) (x float64, given, fine bool) {
	at := r.place(column)
	if at < 0 {
		return math.NaN(), false, true
	}
	text := strings.TrimSpace(r.row[at])
	if text == "" {
		return math.NaN(), false, true
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.Abs(x) > 1e12 {
		shown := []rune(text)
		r.at(column, "not-a-number", fmt.Sprintf("%q is no number between -1e12 and 1e12", string(shown[:min(len(shown), 40)])), "it cannot be held against an outcome", "write a plain number with a point, such as 62.5, or leave the field empty")
		return 0, true, false
	}
	return x, true, true
}

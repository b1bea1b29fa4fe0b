package web

import (
	"bytes"
	"html/template"
	"strings"

	"detente"
	"detente/chart"
	"detente/report"
)

// This is the only file that says template.HTML: every use of it is of markup
// made by a package of ours that escapes all text it writes.

// functions are what templates can call.
var functions = template.FuncMap{
	"lacks":    lacks,
	"show":     report.Visible,
	"picture":  picture,
	"fragment": fragment,
	"count":    count,
	"short":    detente.FormatShort,
	"join":     strings.Join,
	"term":     glossed,
	"list":     func(s ...string) []string { return s },
	"list2":    func(a, b any) [2]any { return [2]any{a, b} },
}

// picture draws a block for a page, nothing where it is no picture.
func picture(b detente.Block) template.HTML {
	svg, ok := chart.Responsive(b, true)
	if !ok {
		return ""
	}
	return template.HTML(svg)
}

// fragment shows a block as a report does: text, a table, or a picture with its
// table beneath.
func fragment(b detente.Block) (template.HTML, error) {
	var out bytes.Buffer
	if err := report.Fragment(&out, b); err != nil {
		return "", err
	}
	return template.HTML(out.String()), nil
}

// markup is text that stands on a page as it is: only this file makes it.
type markup = template.HTML

// prepared executes a template of a page ahead of it, so that what is asked for
// often is made once.
func prepared(page, name string, data any) (markup, error) {
	var out bytes.Buffer
	if err := pages()[page].ExecuteTemplate(&out, name, data); err != nil {
		return "", err
	}
	return template.HTML(out.String()), nil
}

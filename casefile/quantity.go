package casefile

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"detente"
)

// limits are the ends of what a field may say.
type limits struct {
	low, high float64
	// loose lets a number pass the upper end; an unknown one still lies below it.
	loose bool
	what  string
}

var noLimits = limits{low: math.Inf(-1), high: math.Inf(1)}

func (l limits) named(what string) limits {
	l.what = what
	return l
}

func percent(what string) limits { return limits{0, 100, false, what} }

// weightLimits are those of weights and influence: zero and up, and an unknown
// one between 0 and 100.
func weightLimits(what string) limits { return limits{0, 100, true, what} }

// maxNumber bounds every number of a case, so that sums and products of them
// stay finite.
const maxNumber = 1e15

// parseNumber reads a decimal number. The error is a pair of why and help.
func parseNumber(text string) (float64, *numberFault) {
	t := strings.TrimSpace(text)
	lower := strings.ToLower(strings.TrimLeft(t, "+-."))
	if lower == "nan" || lower == "inf" || lower == "infinity" {
		return 0, &numberFault{"not-finite", "no judgement is infinite, and nothing can be computed from what is no number", "write a number, or `unknown` where nobody knows"}
	}
	plain := strings.ReplaceAll(t, "_", "")
	if strings.Trim(plain, "0123456789.+-eE") == "" {
		x, err := strconv.ParseFloat(plain, 64)
		switch {
		case err == nil && math.Abs(x) <= maxNumber:
			if x == 0 {
				x = 0 // no minus zero
			}
			return x, nil
		case err == nil || errors.Is(err, strconv.ErrRange):
			return 0, &numberFault{"bad-number", "numbers up to 1e15 are read, so that sums stay exact", "choose a larger unit"}
		}
	}
	return 0, &numberFault{"bad-number", "a plain decimal number is expected here", numberHelp(t)}
}

const orRange = ", a range such as 45..65, or `unknown`"

// numberFault is what is wrong with a number.
type numberFault struct{ code, why, help string }

// numberHelp guesses what was meant.
func numberHelp(t string) string {
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789.") == "" }
	for _, dash := range []string{"-", "–", "—", " to ", "…", "...", " .. ", ".. ", " ..", "‥"} {
		if a, b, ok := strings.Cut(t, dash); ok && digits(strings.TrimSpace(a)) && digits(strings.TrimSpace(b)) {
			return fmt.Sprintf("for a range write %s..%s", strings.TrimSpace(a), strings.TrimSpace(b))
		}
	}
	switch {
	case digits(strings.TrimSuffix(t, "%")):
		return fmt.Sprintf("leave out the %% sign: %s", strings.TrimSuffix(t, "%"))
	case digits(strings.ReplaceAll(t, ",", "")):
		return fmt.Sprintf("write %s, or %s if the comma marks decimals", strings.ReplaceAll(t, ",", ""), strings.Replace(t, ",", ".", 1))
	case detente.Suggest(t, []string{"unknown"}) != "" || t == "?":
		return `did you mean "unknown"?`
	}
	return "write a number such as 7 or 3.5" + orRange
}

// number reads one exact number.
func (d *decoder) number(n *node, what string) (float64, bool) {
	if n == nil || !d.isKind(n, scalarNode, what, "write one number") {
		return 0, false
	}
	x, fault := parseNumber(n.text)
	if fault != nil {
		d.errorf(fault.code, n, fault.why, strings.TrimSuffix(fault.help, orRange), "%s cannot be %q", what, n.text)
	}
	return x, fault == nil
}

// quantity reads a number or a range, nil where there is none or it is wrong.
func (d *decoder) quantity(n *node, lim limits) *detente.Quantity {
	if n == nil {
		return nil
	}
	d.f.again[n] = func(e *decoder, m *node) { e.quantity(m, lim) }
	if n.kind == mappingNode {
		return d.quantityFields(n, lim)
	}
	if !d.isKind(n, scalarNode, lim.what, "write a number, a range such as 45..65, or {low: 40, mode: 50, high: 70}") {
		return nil
	}
	q := detente.Quantity{Meta: detente.Meta{Pos: n.pos}}
	if !d.spread(n, &q, lim) {
		return nil
	}
	return d.within(n, &q, lim)
}

// spread reads a scalar: a number, an interval, or unknown.
func (d *decoder) spread(n *node, q *detente.Quantity, lim limits) bool {
	if n.text == "unknown" {
		q.Spread = detente.Unknown
		return true
	}
	low, high, isRange := strings.Cut(n.text, "..")
	if !isRange {
		x, fault := parseNumber(n.text)
		if fault != nil {
			d.errorf(fault.code, n, fault.why, fault.help, "%s cannot be %q", lim.what, n.text)
		}
		q.Low, q.Mid, q.High = x, x, x
		return fault == nil
	}
	a, fault := parseNumber(low)
	b, faultHigh := parseNumber(high)
	if fault == nil {
		fault = faultHigh
	}
	if strings.HasPrefix(high, ".") || strings.Contains(n.text, " ") || fault != nil {
		d.rangeFault(n, fault)
		return false
	}
	q.Spread, q.Low, q.High = detente.Interval, a, b
	q.Mid = (a + b) / 2
	return true
}

// rangeFault reports a range that cannot be read.
func (d *decoder) rangeFault(n *node, fault *numberFault) {
	code, help := "bad-range", "write it like 45..65"
	if fault != nil && fault.code == "not-finite" {
		code = fault.code
	}
	if hint := numberHelp(n.text); strings.HasPrefix(hint, "for a range") {
		help = hint
	}
	d.errorf(code, n, "a range is two numbers with two dots between them, and stands for a 90 % interval", help, "%q is no range", n.text)
	if a, b, ok := strings.Cut(n.text, ".."); ok && fault == nil && !strings.HasPrefix(b, ".") && d.f.lines.text[n.start:n.end] == n.text {
		tight := strings.TrimSpace(a) + ".." + strings.TrimSpace(b)
		d.mend(n.start, n.end, tight, code, "a range has no blanks: %q becomes %q", n.text, tight)
	}
}

// quantityFields reads the forms with names: {low, mode, high}, {p5, p50, p95},
// {value}, each with what any mapping may carry.
func (d *decoder) quantityFields(n *node, lim limits) *detente.Quantity {
	known := append([]string{"value", "low", "mode", "high", "p5", "p50", "p95"}, metaFields...)
	t := d.fields(n, nil, lim.what, nil, known...)
	q := detente.Quantity{Meta: t.meta()}
	has := func(names ...string) (count int) {
		for _, name := range names {
			if t.n.get(name) != nil {
				count++
			}
		}
		return count
	}
	forms := [...]int{has("value"), has("low", "mode", "high"), has("p5", "p50", "p95")}
	switch {
	case forms == [...]int{1, 0, 0}:
		v := t.get("value")
		if v == nil || !d.isKind(v, scalarNode, lim.what, "write a number, a range such as 45..65, or `unknown`") || !d.spread(v, &q, lim) {
			return nil
		}
		d.f.again[v] = func(e *decoder, m *node) { e.quantity(m, lim) }
		return d.within(v, &q, lim)
	case forms == [...]int{0, 3, 0}:
		q.Spread = detente.Triangle
		return d.three(&t, &q, lim, "low", "mode", "high")
	case forms == [...]int{0, 0, 3}:
		q.Spread = detente.Fitted
		return d.three(&t, &q, lim, "p5", "p50", "p95")
	}
	d.errorf("bad-range", n, "a range is written in one of three ways", "write {low: 40, mode: 50, high: 70}, {p5: 40, p50: 50, p95: 70}, or {value: 40..70}", "%s is given by an incomplete or mixed range", lim.what)
	return nil
}

// three reads the numbers of a triangle or a fitted range.
func (d *decoder) three(t *fields, q *detente.Quantity, lim limits, low, mid, high string) *detente.Quantity {
	ok := true
	for i, name := range []string{low, mid, high} {
		x, good := d.number(t.get(name), "`"+name+"`")
		*[]*float64{&q.Low, &q.Mid, &q.High}[i] = x
		ok = ok && good
	}
	if !ok {
		return nil
	}
	return d.within(t.n, q, lim)
}

// within holds a quantity against its limits and notes them in it.
func (d *decoder) within(n *node, q *detente.Quantity, lim limits) *detente.Quantity {
	q.Min, q.Max = lim.low, lim.high
	if q.Spread == detente.Unknown {
		if math.IsInf(lim.low, 0) || math.IsInf(lim.high, 0) {
			d.errorf("no-limits", n, "`unknown` means anything between the limits of the field, and this field has none", "write a range that you would be surprised to see left, such as -10..10", "%s cannot be unknown", lim.what)
			return nil
		}
		return q
	}
	if q.Low > q.Mid || q.Mid > q.High {
		help := fmt.Sprintf("write %s..%s", trim(q.High), trim(q.Low))
		if q.Spread != detente.Interval {
			help = "put the three numbers in ascending order"
		}
		d.errorf("upside-down", n, "a range goes from the lower number to the higher", help, "the range of %s is upside down", lim.what)
		return nil
	}
	if q.Low < lim.low || q.High > lim.high && !lim.loose {
		d.errorf("out-of-limits", n, lim.what+" "+lim.words(), "choose a number inside, or change the unit", "%s is outside the limits of %s", describe(n, q), lim.what)
		return nil
	}
	if q.High > lim.high {
		q.Max = math.Inf(1)
	}
	return q
}

func (l limits) words() string {
	switch {
	case l.loose:
		return "is " + trim(l.low) + " or more"
	case math.IsInf(l.high, 1):
		return "is at least " + trim(l.low)
	}
	return fmt.Sprintf("runs from %s to %s", trim(l.low), trim(l.high))
}

// describe returns a quantity as it was written, or as it was read.
func describe(n *node, q *detente.Quantity) string {
	if n.kind == scalarNode {
		return n.text
	}
	return q.String()
}

func trim(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

package detente

import (
	"fmt"
	"strconv"
	"strings"
)

// Condition is a statement about an outcome: issue=option, wage >= 4, a bare
// yes/no issue, joined by not, and, or, if, iff and parentheses, binding in
// that order; "A if B" means A or not B.
type Condition struct {
	Script
	root *condition
}

type conditionOp int

const (
	opLevel conditionOp = iota // issue = option or number
	opCompare
	opTaken // a bare yes/no issue
	opNot
	opAnd
	opOr
	opIf
	opIff
)

// condition is a node of the syntax tree.
type condition struct {
	op       conditionOp
	issue    IssueID
	at       int    // offset of the issue's name
	compare  string // = >= <= > <
	value    string // option or number as written
	valueAt  int
	children []*condition
}

// ParseCondition reads a condition. It knows no case: names are checked by
// Case.Check and bound by Compile.
func ParseCondition(text string) (*Condition, *SyntaxError) {
	l := newLexer(text)
	root := parseIf(l)
	l.finish("a condition")
	if l.err != nil {
		return nil, l.err
	}
	return &Condition{Script: Script{Text: text}, root: root}, nil
}

func parseIf(l *lexer) *condition {
	left := parseOr(l)
	switch {
	case l.word("if"):
		return &condition{op: opIf, children: []*condition{left, parseOr(l)}}
	case l.word("iff"):
		return &condition{op: opIff, children: []*condition{left, parseOr(l)}}
	}
	return left
}

func parseOr(l *lexer) *condition {
	terms := []*condition{parseAnd(l)}
	for l.word("or") {
		terms = append(terms, parseAnd(l))
	}
	return joined(opOr, terms)
}

func parseAnd(l *lexer) *condition {
	terms := []*condition{parseNot(l)}
	for l.word("and") {
		terms = append(terms, parseNot(l))
	}
	return joined(opAnd, terms)
}

func joined(op conditionOp, terms []*condition) *condition {
	if len(terms) == 1 {
		return terms[0]
	}
	return &condition{op: op, children: terms}
}

func parseNot(l *lexer) *condition {
	if !l.enter() {
		return &condition{}
	}
	defer func() { l.depth-- }()
	if l.word("not") {
		return &condition{op: opNot, children: []*condition{parseNot(l)}}
	}
	if l.symbol("(") {
		inner := parseIf(l)
		l.close()
		return inner
	}
	return parseLeaf(l)
}

func parseLeaf(l *lexer) *condition {
	t := l.tok
	if t.kind != tokName || keyword(t.text) {
		l.unexpected("the name of an issue", "write issue=option, issue >= number, or the name of a yes/no issue")
		return &condition{}
	}
	leaf := &condition{op: opTaken, issue: IssueID(t.text), at: t.at, valueAt: t.at}
	l.advance()
	if l.tok.kind != tokSymbol || l.tok.text == "(" || l.tok.text == ")" || l.tok.text == "%" {
		return leaf
	}
	leaf.op, leaf.compare = opCompare, l.tok.text
	if l.tok.text == "=" {
		leaf.op = opLevel
	}
	l.advance()
	leaf.value, leaf.valueAt = l.tok.text, l.tok.at
	switch {
	case l.tok.kind == tokNumber:
		if _, err := strconv.ParseFloat(strings.ReplaceAll(leaf.value, "_", ""), 64); err != nil {
			l.fail(leaf.valueAt, len(leaf.value), fmt.Sprintf("%q is no number", leaf.value), "a comparison needs one number", "write it like 4 or 3.5")
		}
	case leaf.op == opLevel && l.tok.kind == tokName && !keyword(leaf.value):
	case leaf.op == opLevel:
		l.unexpected("an option or a number", "write issue=option")
	default:
		l.unexpected("a number", "comparisons such as >= need a number; for an option write issue=option")
	}
	l.advance()
	return leaf
}

// walk calls f on every leaf, from left to right.
func (n *condition) walk(f func(*condition)) {
	if n.op <= opTaken {
		f(n)
	}
	for _, k := range n.children {
		k.walk(f)
	}
}

// Issues returns the issues a condition speaks of, each once, in its order.
func (c *Condition) Issues() []IssueID {
	var ids []IssueID
	seen := map[IssueID]bool{}
	c.root.walk(func(n *condition) {
		if !seen[n.issue] {
			seen[n.issue] = true
			ids = append(ids, n.issue)
		}
	})
	return ids
}

// levels returns, for a leaf, the levels from low to high at which it holds
// (low > high: none). Named options on a scale may be compared by their place;
// then the levels need not be contiguous and hold is not nil.
func (n *condition) levels(s *Issue) (low, high int, hold []bool, err *SyntaxError) {
	if n.op == opTaken {
		if s.Form != YesNo {
			return 1, 0, nil, n.fault(n.at, len(n.issue), fmt.Sprintf("%q is not a yes/no issue", n.issue),
				"only a yes/no issue can stand alone; this one has "+s.choices(), fmt.Sprintf("write %s=%s", n.issue, s.example()))
		}
		return 1, 1, nil, nil
	}
	if n.op == opLevel && len(s.Options) > 0 {
		if k := s.OptionIndex(OptionID(n.value)); k >= 0 {
			return k, k, nil, nil
		}
		if isLower(n.value[0]) {
			return 1, 0, nil, n.fault(n.valueAt, len(n.value), fmt.Sprintf("%q is no option of %q", n.value, n.issue),
				"a condition can only speak of the options an issue has: "+s.choices(), suggest(n.value, s.optionIDs()))
		}
	}
	x, perr := strconv.ParseFloat(strings.ReplaceAll(n.value, "_", ""), 64)
	if perr != nil {
		return 1, 0, nil, n.fault(n.valueAt, len(n.value), fmt.Sprintf("%q is no number", n.value),
			fmt.Sprintf("%q runs from %s", n.issue, s.choices()), fmt.Sprintf("write a number: %s >= %s", n.issue, FormatNumber(s.Scale.From)))
	}
	if len(s.Options) > 0 {
		return n.placed(s, x)
	}
	return n.onScale(s, x)
}

// placed compares the places of named options with x.
func (n *condition) placed(s *Issue, x float64) (low, high int, hold []bool, err *SyntaxError) {
	hold = make([]bool, len(s.Options))
	for k := range hold {
		at, ok := s.Options[k].At, s.Options[k].HasAt
		if !ok {
			return 1, 0, nil, n.fault(n.at, len(n.issue), fmt.Sprintf("%q cannot be compared with a number", n.issue),
				fmt.Sprintf("its option %q has no place on a scale", s.Options[k].ID), "give every option `at`, or write "+string(n.issue)+"="+s.example())
		}
		d := at - x
		hold[k] = n.compare == "=" && d == 0 || n.compare == ">=" && d >= 0 || n.compare == "<=" && d <= 0 ||
			n.compare == ">" && d > 0 || n.compare == "<" && d < 0
	}
	return 0, len(hold) - 1, hold, nil
}

// onScale finds the levels of a grid or divisible issue that compare with x.
func (n *condition) onScale(s *Issue, x float64) (low, high int, hold []bool, err *SyntaxError) {
	last := s.Levels() - 1
	exact, ok := s.LevelAt(x)
	if n.compare == "=" {
		if !ok {
			return 1, 0, nil, n.fault(n.valueAt, len(n.value), fmt.Sprintf("%s is no level of %q", n.value, n.issue),
				fmt.Sprintf("%q has %s", n.issue, s.choices()), "choose a number on the scale and on its steps, or compare with >= or <=")
		}
		return exact, exact, nil, nil
	}
	below, above := s.neighbours(x) // last level under x, first level over x
	switch n.compare {
	case ">=":
		if ok {
			above = exact
		}
		return above, last, nil, nil
	case ">":
		return above, last, nil, nil
	case "<=":
		if ok {
			below = exact
		}
		return 0, below, nil, nil
	}
	return 0, below, nil, nil
}

// neighbours returns the last level strictly below x and the first strictly
// above it.
func (s *Issue) neighbours(x float64) (below, above int) {
	last := s.Levels() - 1
	switch {
	case x < s.Scale.From && !near(x, s.Scale.From, s):
		return -1, 0
	case x > s.Number(last) && !near(x, s.Number(last), s):
		return last, last + 1
	}
	if k, ok := s.LevelAt(x); ok {
		return k - 1, k + 1
	}
	k := int((x - s.Scale.From) / s.Scale.Step)
	return k, k + 1
}

// near allows for the last bits of a number typed by hand.
func near(x, y float64, s *Issue) bool {
	d := x - y
	return d*d <= 1e-18*(s.Scale.To-s.Scale.From)*(s.Scale.To-s.Scale.From)
}

func (n *condition) fault(at, width int, message, why, help string) *SyntaxError {
	return &SyntaxError{Offset: at, Width: width, Message: message, Why: why, Help: help}
}

// choices lists an issue's levels for a message.
func (s *Issue) choices() string {
	if len(s.Options) > 0 {
		return strings.Join(s.optionIDs(), ", ")
	}
	text := FormatNumber(s.Scale.From) + " to " + FormatNumber(s.Scale.To)
	if s.Form == Grid {
		text += " in steps of " + FormatNumber(s.Scale.Step)
	}
	return text
}

func (s *Issue) optionIDs() []string {
	ids := make([]string, len(s.Options))
	for i := range ids {
		ids[i] = string(s.Options[i].ID)
	}
	return ids
}

func (s *Issue) example() string {
	if len(s.Options) > 0 {
		return string(s.Options[len(s.Options)-1].ID)
	}
	return FormatNumber(s.Scale.To)
}

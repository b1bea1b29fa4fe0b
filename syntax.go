package detente

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// SyntaxError is what is wrong with the text of a condition or consent rule.
type SyntaxError struct {
	Offset  int // byte offset into the text
	Width   int // bytes to underline
	Message string
	Why     string
	Help    string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("at byte %d: %s", e.Offset, e.Message)
}

// Script is a piece of text of the condition or consent language and where it
// stands in the case file.
type Script struct {
	Text string
	Pos  Pos
	// Places holds the place of each byte of Text; nil where Text stands on one
	// line, unchanged, from Pos on.
	Places []Pos
}

// At returns the place in the file of a byte of the text.
func (s *Script) At(offset int) Pos {
	if !s.Pos.IsValid() {
		return Pos{}
	}
	if offset < len(s.Places) {
		return s.Places[offset]
	}
	if s.Places != nil {
		return s.Places[len(s.Places)-1]
	}
	offset = min(offset, len(s.Text))
	return Pos{s.Pos.Line, s.Pos.Col + utf8.RuneCountInString(s.Text[:offset])}
}

// maxNesting bounds parentheses and chains of `not`, so that a hostile text
// cannot exhaust the stack.
const maxNesting = 100

type tokenKind int

const (
	tokEnd tokenKind = iota
	tokName
	tokNumber
	tokSymbol // = >= <= > < ( ) %
)

type token struct {
	kind tokenKind
	text string
	at   int
}

// lexer splits a text into tokens; both languages share it.
type lexer struct {
	text  string
	tok   token // the current token
	next  int
	depth int
	err   *SyntaxError
}

func newLexer(text string) *lexer {
	l := &lexer{text: text}
	l.advance()
	return l
}

func isLower(b byte) bool { return b >= 'a' && b <= 'z' }
func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (l *lexer) advance() {
	for l.next < len(l.text) && strings.IndexByte(" \t\r\n", l.text[l.next]) >= 0 {
		l.next++
	}
	l.tok = token{tokEnd, "", l.next}
	if l.err != nil || l.next >= len(l.text) {
		return
	}
	start, b := l.next, l.text[l.next]
	switch {
	case isLower(b):
		for l.next < len(l.text) && (isLower(l.text[l.next]) || isDigit(l.text[l.next]) || l.text[l.next] == '-') {
			l.next++
		}
		l.tok = token{tokName, l.text[start:l.next], start}
	case isDigit(b) || (b == '-' || b == '.') && start+1 < len(l.text) && (isDigit(l.text[start+1]) || l.text[start+1] == '.'):
		l.next++
		for l.next < len(l.text) && (isDigit(l.text[l.next]) || l.text[l.next] == '.' || l.text[l.next] == '_') {
			l.next++
		}
		l.tok = token{tokNumber, l.text[start:l.next], start}
	case (b == '>' || b == '<') && strings.HasPrefix(l.text[start+1:], "="):
		l.next += 2
		l.tok = token{tokSymbol, l.text[start:l.next], start}
	case strings.IndexByte("=<>()%", b) >= 0:
		l.next++
		l.tok = token{tokSymbol, l.text[start:l.next], start}
	default:
		l.strange(start)
	}
}

// strange reports a character that no token starts with.
func (l *lexer) strange(at int) {
	r, width := utf8.DecodeRuneInString(l.text[at:])
	help := "use names in lower case joined by hyphens, numbers, and, or, not, if, iff, = >= <= > < and parentheses"
	why := "the language of conditions and consents has no such character"
	switch {
	case r >= 'A' && r <= 'Z':
		why = "names are lower-case"
		help = fmt.Sprintf("did you mean %q?", strings.ToLower(wordAt(l.text, at)))
		width = len(wordAt(l.text, at))
	case r == '!':
		help = `write "not issue=option"`
	case r == '&':
		help = `write "and"`
	case r == '|':
		help = `write "or"`
	case r == '_':
		help = "join the words of a name with a hyphen"
	}
	l.fail(at, max(width, 1), fmt.Sprintf("%q cannot stand here", string(r)), why, help)
}

func wordAt(text string, at int) string {
	end := at
	for end < len(text) && (text[end] == '-' || isDigit(text[end]) || isLower(text[end]|0x20)) {
		end++
	}
	return text[at:end]
}

// fail keeps the first error and ends the text.
func (l *lexer) fail(at, width int, message, why, help string) {
	if l.err == nil {
		l.err = &SyntaxError{Offset: at, Width: max(width, 1), Message: message, Why: why, Help: help}
	}
	l.tok, l.next = token{tokEnd, "", len(l.text)}, len(l.text)
}

// unexpected reports the current token where want was expected.
func (l *lexer) unexpected(want, help string) {
	if l.err != nil {
		return
	}
	t := l.tok
	if t.kind == tokEnd {
		l.fail(t.at, 1, "the text ends where "+want+" is expected", "something is missing at the end", help)
		return
	}
	l.fail(t.at, len(t.text), fmt.Sprintf("%q stands where %s is expected", t.text, want), "the words before it need something else next", help)
}

// word takes the current token if it is the keyword w.
func (l *lexer) word(w string) bool {
	if l.tok.kind == tokName && l.tok.text == w {
		l.advance()
		return true
	}
	return false
}

func (l *lexer) symbol(s string) bool {
	if l.tok.kind == tokSymbol && l.tok.text == s {
		l.advance()
		return true
	}
	return false
}

// close takes the parenthesis that ends a part.
func (l *lexer) close() {
	switch {
	case l.symbol(")"):
	case l.tok.kind == tokName && (l.tok.text == "if" || l.tok.text == "iff"):
		l.chained()
	default:
		l.unexpected(`")"`, "close the parenthesis")
	}
}

// chained reports a second if in one part.
func (l *lexer) chained() {
	t := l.tok
	l.fail(t.at, len(t.text), fmt.Sprintf("a second %q without parentheses", t.text), `"if" and "iff" do not chain: A if B if C could be read in two ways`, "put one of the two in parentheses")
}

// enter guards recursion.
func (l *lexer) enter() bool {
	l.depth++
	if l.depth > maxNesting {
		l.fail(l.tok.at, 1, "nested too deeply", fmt.Sprintf("at most %d levels of parentheses and \"not\" are read", maxNesting), "say it with fewer parentheses")
	}
	return l.depth <= maxNesting
}

// keyword reports whether a name is a word of the languages.
func keyword(s string) bool {
	switch s {
	case "not", "and", "or", "if", "iff", "of", "any":
		return true
	}
	return false
}

// finish reports what is left over after a whole expression.
func (l *lexer) finish(what string) {
	if l.err != nil || l.tok.kind == tokEnd {
		return
	}
	t := l.tok
	switch {
	case t.text == "if" || t.text == "iff":
		l.chained()
	case t.text == ")":
		l.fail(t.at, 1, "a closing parenthesis too many", "nothing is open here", "take it out or open one before")
	case t.kind == tokName && !keyword(t.text):
		l.fail(t.at, len(t.text), fmt.Sprintf("%q follows without a joining word", t.text), what+" joins its parts with and, or, if", "write and, or, or if before it")
	default:
		l.unexpected("the end of "+what, "take it out, or join it with and, or, if")
	}
}

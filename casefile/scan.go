package casefile

import "strings"

// Limits of a case file, checked before the YAML library sees the text and
// again on what it made of it.
const (
	maxNodes = 10_000
	maxDepth = 64
)

// scanner walks over the text once, as a YAML reader would, and notes where
// scalars and flow collections start and end. It allocates nothing that grows
// with the depth or size of a hostile text beyond the limits.
type scanner struct {
	text    string
	at      int
	bol     int   // where the line starts
	indents []int // columns of the open block collections, from 0
	open    []int // offsets of the open brackets
	nodes   int
	spans   map[int]int // start to end of scalars and flow collections
	token   int         // where the last token started
	last    byte        // its first character
	content bool        // something stood before
	fault   *scanFault
	comment func(at int) // called at every comment, unless nil
}

// scanFault is what ends a scan.
type scanFault struct {
	code  string
	start int
	end   int
}

// scan returns the spans of a text, or why it is refused.
func scan(text string) (map[int]int, *scanFault) {
	s := &scanner{text: text, spans: map[int]int{}}
	for s.fault == nil && s.skipSpace() {
		s.next()
	}
	return s.spans, s.fault
}

func (s *scanner) fail(code string, start, end int) {
	if s.fault == nil {
		s.fault = &scanFault{code, start, end}
	}
}

func (s *scanner) flow() bool { return len(s.open) > 0 }

func (s *scanner) column() int { return s.at - s.bol }

// blank reports whether white space, a line end or the end of the text stands
// at an offset.
func (s *scanner) blank(at int) bool {
	return at >= len(s.text) || strings.IndexByte(" \t\r\n", s.text[at]) >= 0
}

// skipSpace goes to the next token; false at the end of the text.
func (s *scanner) skipSpace() bool {
	for s.at < len(s.text) {
		switch b := s.text[s.at]; {
		case b == '\n':
			s.at++
			s.bol = s.at
		case b == ' ' || b == '\t' || b == '\r':
			s.at++
		case b == '#' && (s.at == s.bol || s.blank(s.at-1)):
			if s.comment != nil {
				s.comment(s.at)
			}
			s.toLineEnd()
		default:
			return true
		}
	}
	return false
}

func (s *scanner) toLineEnd() {
	if i := strings.IndexByte(s.text[s.at:], '\n'); i >= 0 {
		s.at += i
		return
	}
	s.at = len(s.text)
}

// indent returns the column of the innermost block collection, or -1.
func (s *scanner) indent() int {
	if len(s.indents) == 0 {
		return -1
	}
	return s.indents[len(s.indents)-1]
}

// roll opens a block collection where one starts.
func (s *scanner) roll(column int) {
	if s.flow() || column <= s.indent() {
		return
	}
	s.indents = append(s.indents, column)
	s.count()
}

// count adds a node and holds the limits.
func (s *scanner) count() {
	s.nodes++
	switch {
	case s.nodes > maxNodes:
		s.fail("too-many-nodes", s.at, s.at+1)
	case len(s.indents)+len(s.open) > maxDepth:
		s.fail("too-deep", s.at, s.at+1)
	}
}

// next reads one token.
func (s *scanner) next() {
	if !s.flow() {
		for len(s.indents) > 0 && s.column() < s.indent() {
			s.indents = s.indents[:len(s.indents)-1]
		}
	}
	if s.column() == 0 && s.marker() {
		return
	}
	b := s.text[s.at]
	start := s.at
	switch {
	case b == '[' || b == '{':
		s.open = append(s.open, s.at)
		s.token = start
		s.count()
		s.at++
	case b == ']' || b == '}':
		s.close()
	case b == ',' && s.flow():
		s.at++
	case (b == '-' || b == '?') && s.blank(s.at+1):
		s.roll(s.column())
		s.at++
	case b == ':' && s.endsKey():
		s.colon()
	case b == '*' || b == '&' || b == '!':
		s.refuse(b)
	default:
		s.scalar(b)
	}
	s.content, s.last = true, b
}

// endsKey reports whether the colon here ends a key; between brackets it may
// also start a word, as in [:a].
func (s *scanner) endsKey() bool {
	switch {
	case s.blank(s.at + 1):
		return true
	case !s.flow() || s.last == ',' || s.last == '[':
		return false
	}
	starts := s.last == ':' || s.last == '?' || s.last == '{'
	return !starts || strings.IndexByte(",[]{}", s.text[s.at+1]) >= 0
}

// colon reads the end of a key.
func (s *scanner) colon() {
	column := s.column()
	if s.token >= s.bol && s.token < s.at {
		column = s.token - s.bol
	}
	s.roll(column)
	s.token = s.at
	s.at++
}

func (s *scanner) close() {
	s.at++
	if n := len(s.open); n > 0 {
		s.spans[s.open[n-1]] = s.at
		s.token = s.open[n-1]
		s.open = s.open[:n-1]
	}
}

// refuse ends the scan at an alias, an anchor or a tag.
func (s *scanner) refuse(b byte) {
	code := "yaml-alias"
	if b == '!' {
		code = "yaml-tag"
	}
	end := s.at + 1
	for !s.blank(end) && strings.IndexByte(",[]{}", s.text[end]) < 0 {
		end++
	}
	s.fail(code, s.at, end)
}

// marker reads the marks of a document's start and end, and directives.
func (s *scanner) marker() bool {
	rest := s.text[s.at:]
	switch {
	case rest[0] == '%' && !s.flow():
		end := s.at
		for !s.blank(end) {
			end++
		}
		s.fail("yaml-directive", s.at, end)
		return true
	case strings.HasPrefix(rest, "---") && s.blank(s.at+3):
		if s.content {
			s.fail("yaml-documents", s.at, s.at+3)
		}
		s.content = true
		s.at += 3
		return true
	case strings.HasPrefix(rest, "...") && s.blank(s.at+3):
		s.content = true
		s.at += 3
		return true
	}
	return false
}

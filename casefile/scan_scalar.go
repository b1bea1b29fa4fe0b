package casefile

import "strings"

// scalar reads a scalar of any style.
func (s *scanner) scalar(b byte) {
	s.count()
	start := s.at
	s.token = start
	switch {
	case b == '"' || b == '\'':
		s.quoted(b)
		s.spans[start] = s.at
	case (b == '|' || b == '>') && !s.flow():
		s.spans[start] = s.block()
	default:
		s.spans[start] = s.plain()
	}
	if strings.IndexByte(s.text[start:s.at], '\n') >= 0 {
		s.token = s.at // too long for a key
	}
}

// quoted goes past a scalar in quotes, or to the end of the text.
func (s *scanner) quoted(quote byte) {
	for s.at++; s.at < len(s.text); s.at++ {
		switch b := s.text[s.at]; {
		case b == '\n':
			s.bol = s.at + 1
		case b == '\\' && quote == '"':
			s.at++
			if s.at < len(s.text) && s.text[s.at] == '\n' {
				s.bol = s.at + 1
			}
		case b == quote && quote == '\'' && strings.HasPrefix(s.text[s.at+1:], "'"):
			s.at++
		case b == quote:
			s.at++
			return
		}
	}
	s.at = len(s.text)
}

// plain goes past a scalar without quotes, which may run over several lines,
// and returns where its last word ends.
func (s *scanner) plain() (end int) {
	indent := s.indent()
	end = s.at + 1
	s.at++
	for {
		for !s.blank(s.at) && !s.endsPlain() {
			s.at++
			end = s.at
		}
		if !s.blank(s.at) || s.at >= len(s.text) {
			return end
		}
		for s.at < len(s.text) && s.blank(s.at) {
			if s.text[s.at] == '\n' {
				s.bol = s.at + 1
			}
			s.at++
		}
		if s.at >= len(s.text) || s.text[s.at] == '#' || !s.flow() && s.column() <= indent || s.bol == s.at && s.isMarker() {
			return end
		}
	}
}

// endsPlain reports whether the character here ends a plain scalar.
func (s *scanner) endsPlain() bool {
	switch b := s.text[s.at]; {
	case b == ':':
		return s.blank(s.at+1) || s.flow() && strings.IndexByte(",]}", s.text[s.at+1]) >= 0
	case s.flow():
		return strings.IndexByte(",[]{}", b) >= 0
	}
	return false
}

func (s *scanner) isMarker() bool {
	rest := s.text[s.at:]
	return (strings.HasPrefix(rest, "---") || strings.HasPrefix(rest, "...")) && s.blank(s.at+3)
}

// block goes past a literal or folded scalar and returns where its last line
// ends.
func (s *scanner) block() (end int) {
	header := s.at
	s.toLineEnd()
	end = s.at
	indent := 0 // not known yet
	if i := strings.IndexAny(s.text[header:s.at], "123456789#"); i >= 0 && s.text[header+i] != '#' {
		indent = max(s.indent(), 0) + int(s.text[header+i]-'0')
	}
	if i := strings.IndexByte(s.text[header:s.at], '#'); i >= 0 && s.comment != nil {
		s.comment(header + i)
	}
	widest := 0
	for s.at < len(s.text) {
		line := s.at + 1 // s.at is at a line end
		rest := s.text[line:]
		spaces := len(rest) - len(strings.TrimLeft(rest, " "))
		stop := len(rest)
		if i := strings.IndexByte(rest, '\n'); i >= 0 {
			stop = i
		}
		if strings.TrimRight(rest[:stop], " \r") == "" {
			widest = max(widest, stop)
		} else {
			if indent == 0 {
				indent = max(spaces, widest, s.indent()+1, 1)
			}
			if spaces < indent {
				return end
			}
			end = line + len(strings.TrimRight(rest[:stop], "\r"))
		}
		s.bol = line
		s.at = line + stop
	}
	return end
}

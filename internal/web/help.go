package web

import (
	"net/http"

	"detente/analysis"
)

// helpView is the data of Help.
type helpView struct {
	Keys     bool
	Rail     []railEntry
	Glossary []term
	Methods  []analysis.Method
}

// help explains keys, words and methods.
func (s *Server) help(w http.ResponseWriter, r *http.Request) error {
	return s.render(w, r, "help", nil, &helpView{keysOn(r), rail, glossary, analysis.Methods()})
}

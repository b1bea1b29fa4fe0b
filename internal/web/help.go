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

// help explains keys, words and methods; among the pages of a case, where one is
// named.
func (s *Server) help(w http.ResponseWriter, r *http.Request) error {
	var c *openCase
	if r.PathValue("id") != "" {
		var err error
		if c, err = s.open(r); err != nil {
			return err
		}
	}
	return s.render(w, r, "help", c, &helpView{keysOn(r), rail, glossary, analysis.Methods()})
}

package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"detente/internal/merge"
	"detente/internal/store"
)

// mergeView is the data of the page that shows two edits of one text.
type mergeView struct {
	Base, Latest  int
	Yours, Theirs string
	Back          string
	Parts         []mergePart
	Conflicts     int
}

// mergePart is a stretch of the joined text, or a conflict to settle.
type mergePart struct {
	Number              int // of a conflict, from 1
	Base, Theirs, Yours string
	Before, After       string // of a settled stretch: its first and last lines
	Between             int    // lines that are not shown
}

// reconcile shows what two people made of one text, side by side, for a
// decision on each place. Nothing is saved and nothing lost.
func (s *Server) reconcile(w http.ResponseWriter, r *http.Request, c store.Case, parent int, conflict *store.Conflict, parts []merge.Part) error {
	open, err := s.desk.open(r.Context(), c.ID)
	if err != nil {
		return err
	}
	s.dossiers.tell(c.ID, nil) // what was to be told of this change is not so yet
	v := &mergeView{Base: parent, Latest: conflict.Latest, Yours: string(conflict.Yours), Theirs: string(conflict.Theirs), Back: r.FormValue("back")}
	for _, p := range parts {
		if !p.Conflict {
			v.Parts = append(v.Parts, excerpt(p.Text))
			continue
		}
		v.Conflicts++
		v.Parts = append(v.Parts, mergePart{Number: v.Conflicts, Base: strings.Join(p.Base, ""), Theirs: strings.Join(p.Theirs, ""), Yours: strings.Join(p.Yours, "")})
	}
	return s.renderStatus(w, r, http.StatusConflict, "merge", open, v)
}

// shown is how many lines stand around a conflict.
const shown = 3

func excerpt(text []string) mergePart {
	if len(text) <= 2*shown {
		return mergePart{Before: strings.Join(text, "")}
	}
	return mergePart{Before: strings.Join(text[:shown], ""), Between: len(text) - 2*shown, After: strings.Join(text[len(text)-shown:], "")}
}

// merge saves a text whose conflicts somebody has settled.
func (s *Server) merge(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	yours := posted(r, "yours")
	base, errBase := strconv.Atoi(r.FormValue("base"))
	latest, errLatest := strconv.Atoi(r.FormValue("latest"))
	if errBase != nil || errLatest != nil {
		return wrong("the form does not say which revisions it joins")
	}
	from, err := s.desk.at(r.Context(), c.ID, base)
	if err != nil {
		return err
	}
	to, err := s.desk.at(r.Context(), c.ID, latest)
	if err != nil {
		return err
	}
	parts := merge.Three(string(from.Text), string(to.Text), string(yours))
	text := merge.Text(parts, choices(r, merge.Conflicts(parts)))
	return s.keep(w, r, c.Case, latest, []byte(text), fmt.Sprintf("merged with revision %d", latest))
}

// choices reads how the conflicts of a form were settled.
func choices(r *http.Request, n int) []merge.Choice {
	names := map[string]merge.Choice{"theirs": merge.Theirs, "yours": merge.Yours, "both": merge.Both}
	var out []merge.Choice
	for i := range n {
		c, ok := names[r.FormValue("choice."+strconv.Itoa(i+1))]
		if !ok {
			c = merge.Both
		}
		out = append(out, c)
	}
	return out
}

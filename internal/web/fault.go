package web

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"path"
	"slices"

	"detente/internal/store"
)

// fault is an error for the person at the browser: what happened and what to do.
type fault struct {
	status      int
	Title, Text string
}

func (f *fault) Error() string { return f.Title + ": " + f.Text }

var (
	errNoPage    = &fault{http.StatusNotFound, "There is no such page", "The address may be mistyped, or the page of another version."}
	errNoCase    = &fault{http.StatusNotFound, "There is no such case", "It may have been deleted. Home lists those there are."}
	errBusy      = &fault{http.StatusTooManyRequests, "Too much at once", "So many analyses are waiting that this one was not begun. Try again in a moment."}
	errOvertaken = &fault{http.StatusServiceUnavailable, "Overtaken", "The case was saved again and again while your change was being joined with it. Nothing of yours is saved yet: send it once more."}
	errStop      = &fault{http.StatusConflict, "Stopped", "The analysis was stopped before it had an answer. Load the page again to start it anew."}
	errLong      = &fault{http.StatusServiceUnavailable, "It took too long", "The analysis was given up after a minute. Fewer levels or issues, or the command line, which has no limit, will do."}
)

// wrong is the fault of a form that cannot be used as it was filled in.
func wrong(format string, args ...any) error {
	return &fault{http.StatusUnprocessableEntity, "This cannot be used as it is", fmt.Sprintf(format, args...)}
}

// fault answers with what went wrong.
func (s *Server) fault(w http.ResponseWriter, r *http.Request, err error) {
	var known *fault
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &known):
	case errors.As(err, &large):
		known = &fault{http.StatusRequestEntityTooLarge, "Too large", "A case file may have 1 MB and an upload 10 MB. Nothing was changed."}
	case errors.Is(err, store.ErrNotFound):
		known = errNoCase
	case errors.Is(err, context.Canceled) && r.Context().Err() != nil:
		return // nobody waits for the answer
	default:
		log.Printf("%s %s: %v", r.Method, r.URL.Path, err)
		known = &fault{http.StatusInternalServerError, "The workbench could not do this", err.Error()}
	}
	s.renderStatus(w, r, known.status, "error", nil, struct {
		*fault
		Back string
	}{known, s.origin(r)})
}

// origin is the page that a form which cannot be used came from; "" for none.
func (s *Server) origin(r *http.Request) string {
	id := store.CaseID(r.PathValue("id"))
	if id == "" || r.Method == http.MethodGet {
		return ""
	}
	if r.FormValue("back") == "" && slices.Contains([]string{"decide", "make", "documents"}, path.Base(r.URL.Path)) {
		return casePath(id, "documents")
	}
	return s.backTo(r, id)
}

package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"detente/internal/store"
)

// event is what an open page is told: that the case was saved, that its answers
// are there, how far a job is.
type event struct {
	Name     string `json:"-"` // saved, answers or progress
	Revision int    `json:"revision,omitempty"`
	Errors   int    `json:"errors,omitempty"` // of the case
	Failed   string `json:"failed,omitempty"` // why there are no answers
	Took     int64  `json:"took,omitempty"`   // milliseconds
	Job      string `json:"job,omitempty"`
	Done     int    `json:"done,omitempty"`
	Total    int    `json:"total,omitempty"`
}

// hub passes events on to the open pages of each case, and keeps one
// recomputation under way for each case that somebody looks at.
type hub struct {
	mu      sync.Mutex
	pages   map[store.CaseID]map[chan event]bool
	current map[store.CaseID]*recomputation
}

// recomputation is the work on the answers to a revision.
type recomputation struct {
	revision int
	ctx      context.Context
	cancel   context.CancelFunc
}

func newHub() *hub {
	return &hub{pages: map[store.CaseID]map[chan event]bool{}, current: map[store.CaseID]*recomputation{}}
}

// pending is how many events a page may lag behind; a page that lags further
// misses some, and sees the present state with the next.
const pending = 32

// listen returns a channel of a case's events and what ends it.
func (h *hub) listen(id store.CaseID) (events <-chan event, leave func()) {
	c := make(chan event, pending)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.pages[id] == nil {
		h.pages[id] = map[chan event]bool{}
	}
	h.pages[id][c] = true
	return c, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.pages[id], c)
		if len(h.pages[id]) == 0 {
			delete(h.pages, id)
			if now := h.current[id]; now != nil {
				now.cancel()
				delete(h.current, id)
			}
		}
	}
}

// tell passes an event on to everybody who listens.
func (h *hub) tell(id store.CaseID, e event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.pages[id] {
		select {
		case c <- e:
		default:
		}
	}
}

// listened reports whether a page of a case is open.
func (h *hub) listened(id store.CaseID) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.pages[id]) > 0
}

// supersede begins the recomputation of a revision and ends that of an earlier
// one. It returns nil where the same or a later one is under way.
func (h *hub) supersede(id store.CaseID, revision int, under context.Context) *recomputation {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now := h.current[id]; now != nil {
		if now.revision > revision || now.revision == revision && now.ctx.Err() == nil {
			return nil
		}
		now.cancel()
	}
	next := &recomputation{revision: revision}
	next.ctx, next.cancel = context.WithCancel(under)
	h.current[id] = next
	return next
}

// saved tells the open pages of a case that it has changed, and computes its
// answers anew for them.
func (s *Server) saved(id store.CaseID, revision int) {
	s.hub.tell(id, event{Name: "saved", Revision: revision})
	if s.hub.listened(id) {
		s.recompute(id, revision)
	}
}

// recompute answers a revision of a case, unless that is under way, and tells who
// listens. Work on an earlier revision ends.
func (s *Server) recompute(id store.CaseID, revision int) {
	next := s.hub.supersede(id, revision, s.stop)
	if next == nil {
		return
	}
	go func() {
		defer next.cancel()
		defer func() {
			if cause := recover(); cause != nil {
				log.Printf("answers to case %s: %v\n%s", id, cause, debug.Stack())
			}
		}()
		if e, ok := s.computed(next.ctx, id, revision); ok {
			s.hub.tell(id, e)
		}
	}()
}

// computed answers a revision and says how that went; ok is false where it was
// superseded.
func (s *Server) computed(ctx context.Context, id store.CaseID, revision int) (e event, ok bool) {
	start := time.Now()
	c, err := s.desk.at(ctx, id, revision)
	if err != nil {
		return e, false
	}
	_, err = s.desk.answers(ctx, c)
	e = event{Name: "answers", Revision: revision, Errors: c.Errors(), Took: time.Since(start).Milliseconds()}
	if err != nil && !errors.Is(err, errInvalid) {
		e.Failed = err.Error()
	}
	return e, ctx.Err() == nil
}

// The pace of a stream.
const (
	lookEvery = 700 * time.Millisecond // at a case file that an editor may change
	beatEvery = 20 * time.Second       // so that a closed page is noticed
)

// events streams a case's events to a page, beginning with where it stands.
func (s *Server) events(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	stream := http.NewResponseController(w)
	stream.SetReadDeadline(time.Time{})
	stream.SetWriteDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	events, leave := s.hub.listen(c.ID)
	defer leave()
	revision := c.Revision
	if err := send(w, stream, event{Name: "saved", Revision: revision}); err != nil {
		return nil
	}
	s.recompute(c.ID, revision)
	look, beat := time.NewTicker(lookEvery), time.NewTicker(beatEvery)
	defer look.Stop()
	defer beat.Stop()
	if c.File == "" {
		look.Stop()
	}
	for {
		select {
		case <-r.Context().Done():
			return nil
		case <-s.stop.Done():
			return nil
		case e := <-events:
			revision = max(revision, e.Revision)
			err = send(w, stream, e)
		case <-look.C:
			now, _ := s.o.Store.Case(r.Context(), c.ID)
			if now.Revision > revision {
				revision = now.Revision
				s.saved(c.ID, revision)
			}
		case <-beat.C:
			_, err = fmt.Fprint(w, ":\n\n")
			stream.Flush()
		}
		if err != nil {
			return nil
		}
	}
}

// send writes one event and sees that it leaves.
func send(w http.ResponseWriter, stream *http.ResponseController, e event) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "event: %s\ndata: %s\n\n", e.Name, data); err != nil {
		return err
	}
	return stream.Flush()
}

// stopJob ends a job that a page shows the progress of.
func (s *Server) stopJob(w http.ResponseWriter, r *http.Request) error {
	c, err := s.open(r)
	if err != nil {
		return err
	}
	s.desk.stopJob(c, r.PostForm.Get("job"))
	return back(w, r, casePath(c.ID, "case"))
}

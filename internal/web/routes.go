package web

import (
	"errors"
	"net/http"

	"detente/casefile"
)

// handler answers a request; its error becomes a page (fault.go).
type handler func(w http.ResponseWriter, r *http.Request) error

// route is one line of the table of routes. Methods other than GET change
// something: the guard refuses them from other sites.
type route struct {
	method, pattern string
	limit           int64 // of the request's body, bytes
	serve           handler
}

// Limits of request bodies.
const (
	noBody     = 0
	smallBody  = 64 << 10
	caseBody   = 4*casefile.MaxBytes + smallBody // a text, escaped as forms are
	uploadBody = 10<<20 + smallBody
)

// routes is the table of everything that can be asked for.
func (s *Server) routes() []route {
	return []route{
		// Home, help, what the pages load.
		{"GET", "/{$}", noBody, s.home},
		{"GET", "/help", noBody, s.help},
		{"GET", "/cases/{id}/help", noBody, s.help},
		{"GET", "/assets/{name}", noBody, s.asset},
		{"POST", "/settings", smallBody, s.settings},
		{"POST", "/new/text", caseBody, s.newFromText},
		{"POST", "/new/upload", uploadBody, s.newFromUpload},
		{"POST", "/new/template", smallBody, s.newFromTemplate},

		// A case: its text, its form, its revisions.
		{"GET", "/cases/{id}/{$}", noBody, s.caseHome},
		{"GET", "/cases/{id}/case", noBody, s.casePage},
		{"GET", "/cases/{id}/case.yaml", noBody, s.caseText},
		{"GET", "/cases/{id}/events", noBody, s.events},
		{"POST", "/cases/{id}/save", caseBody, s.save},
		{"POST", "/cases/{id}/check", caseBody, s.check},
		{"POST", "/cases/{id}/set", caseBody, s.set},
		{"POST", "/cases/{id}/add", smallBody, s.add},
		{"POST", "/cases/{id}/undo", smallBody, s.undo},
		{"POST", "/cases/{id}/redo", smallBody, s.redo},
		{"POST", "/cases/{id}/merge", caseBody, s.merge},
		{"POST", "/cases/{id}/stop", smallBody, s.stopJob},
		{"POST", "/cases/{id}/delete", smallBody, s.deleteCase},

		// Documents, brief, proposals.
		{"GET", "/cases/{id}/documents", noBody, s.documents},
		{"POST", "/cases/{id}/documents", uploadBody, s.addDocuments},
		{"GET", "/cases/{id}/quotes.csv", noBody, s.quotesCSV},
		{"GET", "/cases/{id}/brief", noBody, s.briefPage},
		{"POST", "/cases/{id}/decide", smallBody, s.decide},
		{"POST", "/cases/{id}/make", smallBody, s.makeCase},

		// Answers, evidence, comparison, report.
		{"GET", "/cases/{id}/deals", noBody, s.deals},
		{"GET", "/cases/{id}/hold", noBody, s.hold},
		{"GET", "/cases/{id}/likely", noBody, s.likely},
		{"GET", "/cases/{id}/whom", noBody, s.whom},
		{"GET", "/cases/{id}/sure", noBody, s.sure},
		{"GET", "/cases/{id}/compare", noBody, s.compare},
		{"GET", "/cases/{id}/report", noBody, s.report},
		{"GET", "/cases/{id}/report/{ext}", noBody, s.download},
		{"GET", "/cases/{id}/evidence", noBody, s.evidence},
		{"GET", "/cases/{id}/evidence/{finding...}", noBody, s.trail},

		// Everything else.
		{"GET", "/", noBody, func(http.ResponseWriter, *http.Request) error { return errNoPage }},
	}
}

// mux makes the table answer requests.
func (s *Server) mux() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.HandleFunc(r.method+" "+r.pattern, func(w http.ResponseWriter, req *http.Request) {
			req.Body = http.MaxBytesReader(w, req.Body, r.limit)
			err := readForm(req)
			if err == nil {
				err = r.serve(w, req)
			}
			if err != nil {
				s.fault(w, req, err)
			}
		})
	}
	return mux
}

// readForm reads the fields of a request; of a form with files each handler reads
// more.
func readForm(r *http.Request) error {
	err := r.ParseForm()
	var large *http.MaxBytesError
	if err == nil || errors.As(err, &large) {
		return err
	}
	return &fault{http.StatusBadRequest, "This address or form is broken", "Open the page from its link again; an address that was typed or shortened may have lost a part."}
}

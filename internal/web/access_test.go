package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// shownPage is a page to look at, and what is clicked on it first.
type shownPage struct{ name, path, click string }

// show opens a page as it is to be looked at.
func (p *person) show(b *bench, page shownPage) {
	p.t.Helper()
	p.open(b.url + page.path)
	p.until(`document.documentElement.classList.contains("scripted") && !document.querySelector("[aria-busy=true], [data-wait]")`)
	if page.click != "" {
		p.click(page.click)
		p.wait("#drawer")
	}
	if page.name == "lost" {
		p.complaints() // a browser complains of a page that is not there
	}
}

// everyPage fills a workbench and returns its pages, each in the states that
// look different.
func everyPage(t testing.TB, b *bench) []shownPage {
	t.Helper()
	alaska := b.alaska()
	twin := b.add(strings.Replace(sample, "weight: 60", "weight: 30", 1))
	broken := b.add(strings.Replace(sample, "low: 100", "lo: 100", 1))
	read := b.begin(articles(t)...)
	pages := []shownPage{
		{"home", "/", ""}, {"help", "/help", ""}, {"lost", "/nothing", ""},
		{"new-documents", read + "documents", ""}, {"new-brief", read + "brief", ""}, {"new-deals", read + "deals", ""},
		{"broken-case", at(broken, "case"), ""}, {"small-case", at(twin, "case"), ""}, {"small-deals", at(twin, "deals"), ""},
		{"workbench", at(alaska, "deals"), "#deals-lead .cite"},
		{"compare-cases", at(alaska, "compare?with=case-"+string(twin.ID)), ""},
	}
	for _, name := range []string{"documents", "brief", "case", "deals", "deals?pin=D1&pin=D2", "hold", "hold?deal=D1", "likely", "whom", "sure", "sure?draws=256&wait=yes", "compare", "report", "evidence", "evidence/D1", "help"} {
		pages = append(pages, shownPage{strings.NewReplacer("?", "-", "/", "-", "&", "-", "=", "-").Replace(name), at(alaska, name), ""})
	}
	for _, p := range pages {
		if status, text := b.do("GET", p.path, nil); status >= 500 || status == 404 && p.name != "lost" {
			t.Fatalf("GET %s = %d\n%s", p.path, status, told(text))
		}
	}
	return pages
}

// begin pastes articles and returns the address of their case.
func (b *bench) begin(texts ...string) string {
	b.t.Helper()
	page := b.post("/new/text", map[string][]string{"text": texts})
	at := page[strings.Index(page, `data-case="`)+len(`data-case="`):]
	return "/cases/" + at[:strings.IndexByte(at, '"')] + "/"
}

// look is how somebody sees a page.
type look struct {
	name          string
	width, height int
	preferences   []string
	before        string // run in the page first
}

var looks = []look{
	{"light", 1200, 900, []string{"prefers-color-scheme", "light"}, ""},
	{"dark", 1200, 900, []string{"prefers-color-scheme", "dark", "prefers-reduced-motion", "reduce"}, ""},
	{"narrow", 380, 800, []string{"prefers-color-scheme", "light"}, ""},
	{"narrow and dark", 380, 800, []string{"prefers-color-scheme", "dark"}, ""},
	{"twice as large", 640, 800, []string{"prefers-color-scheme", "light"}, `document.documentElement.style.fontSize = "200%"`},
}

// TestPagesAreForEveryone looks at every page as people with other eyes, hands
// and screens do. What is asked of a page is written in testdata/access.js.
func TestPagesAreForEveryone(t *testing.T) {
	b := newBench(t)
	p := browse(t, b)
	audit, err := os.ReadFile("testdata/access.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range everyPage(t, b) {
		p.show(b, page)
		var faults []string
		seen := map[string][]string{} // by whom
		for _, l := range looks {
			p.view(l.width, l.height, l.preferences...)
			if l.before != "" {
				p.eval(l.before, nil)
			}
			options, _ := json.Marshal(map[string]bool{"still": l.name == "dark"})
			var found []string
			p.eval(fmt.Sprintf("(%s)(%s)", strings.TrimSpace(string(audit)), options), &found)
			for _, f := range slices.Compact(found) {
				if seen[f] == nil {
					faults = append(faults, f)
				}
				seen[f] = append(seen[f], l.name)
			}
		}
		for _, f := range faults {
			t.Errorf("%s (%s): %s", page.name, strings.Join(slices.Compact(seen[f]), ", "), f)
		}
		p.view(1200, 900)
		p.eval(`document.documentElement.style.fontSize = ""`, nil)
	}
}

// wrongPage is a page with one fault of every kind but those of its width.
const wrongPage = `<body><a href="#no">x</a><header></header><main><h1>A</h1><h3>B</h3><h1></h1>
<p id="a b">x</p><p id=c style="color: #888; background: #999">grey</p><p id=c></p><input id=i><button></button><a href=x tabindex=3>x</a>
<div tabindex=0>x</div><div aria-hidden=true><a href=x>x</a></div><img src="data:,"><svg role=img width=90 height=90><rect width=90 height=90 fill="#000"/><text x=9 y=40 fill="#222">dark</text></svg>
<table><tr><th></th></tr></table><ul><p>x</p></ul><nav></nav><div style="transition: all 1s">x</div><button style="width: 9px; height: 9px; padding: 0">x</button></main></body>`

// TestAudit checks that the audit finds what is wrong.
func TestAudit(t *testing.T) {
	p := browse(t, newBench(t))
	p.open("about:blank")
	audit, err := os.ReadFile("testdata/access.js")
	if err != nil {
		t.Fatal(err)
	}
	p.eval(fmt.Sprintf("document.documentElement.innerHTML = %q", wrongPage), nil)
	var found []string
	p.eval(fmt.Sprintf("(%s)({still: true})", strings.TrimSpace(string(audit))), &found)
	all := strings.Join(found, "\n")
	for _, want := range []string{"no lang", "title is", "2 h1", "heading 3 after heading 1", "an empty heading\n", "has a space", "not unique", "leads to #no", "a landmark without a name", "does not skip",
		"#i “”: a control without a name", "button “”: a control without a name", "tabindex 3", "takes the focus and has no role", "hidden from screen readers", "without alt", "a drawing without a name", "a drawing without a table",
		"a table's heading without scope", "an empty heading of a table", "stands in a list", "#c “grey”: contrast 1.", "“dark”: contrast 1.", "moves though", "a target of "} {
		if !strings.Contains(all, want) {
			t.Errorf("the audit does not find %q in\n%s", want, all)
		}
	}
}

// stop is where the focus is.
type stop struct {
	Index          int    // among the elements that can have it, in the document's order; -1 where it is none of them
	What           string // the element
	Shown, Visible bool   // it is marked as the focus; it is within the window
}

// stops numbers what can have the focus, and lets the test ask where it is.
const stops = `(() => {
	const can = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'], svg [tabindex='0']")]
		.filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }));
	window.focusStop = () => {
		const e = document.activeElement;
		if (!e || e === document.body) return null;
		const s = getComputedStyle(e), box = e.getBoundingClientRect();
		const host = e.closest(".editor") ? getComputedStyle(e.closest(".editor")) : s;
		const top = document.querySelector("header.top").getBoundingClientRect();
		const covered = getComputedStyle(document.querySelector("header.top")).position === "sticky" && !e.closest("header") ? top.bottom : 0;
		return {
			Index: can.indexOf(e), What: e.localName + "#" + e.id + " " + (e.textContent || e.name || "").trim().slice(0, 40),
			Shown: parseFloat(s.outlineWidth) >= 1 && s.outlineStyle !== "none" || host.boxShadow !== "none" || e.matches("svg *") || e.closest(".editor") !== null,
			Visible: box.bottom > covered && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
		};
	};
	return can.length;
})()`

// TestFocus goes through every page by the Tab key: the focus follows the order
// of the document, is seen, and comes past everything.
func TestFocus(t *testing.T) {
	b := newBench(t)
	p := browse(t, b)
	const enough = 150 // presses for a page
	for _, page := range everyPage(t, b) {
		page.click = ""
		p.view(1200, 900)
		p.show(b, page)
		var count int
		p.eval(stops, &count)
		last, seen := -1, 0
		for range min(count, enough) {
			var at *stop
			p.do(chromedp.KeyEvent(kb.Tab))
			p.eval("focusStop()", &at)
			if at == nil {
				t.Errorf("%s: the focus is lost after %d of %d stops", page.name, seen, count)
				break
			}
			seen++
			if at.Index != last+1 {
				t.Errorf("%s: the focus goes from stop %d to %d, %s", page.name, last, at.Index, at.What)
			}
			if !at.Shown {
				t.Errorf("%s: nothing shows that the focus is on %s", page.name, at.What)
			}
			if !at.Visible {
				t.Errorf("%s: the focus is out of sight on %s", page.name, at.What)
			}
			last = at.Index
		}
		t.Logf("%s: %d of %d stops", page.name, seen, count)
	}
}

// TestPrint checks that paper has the page and not what is around it.
func TestPrint(t *testing.T) {
	b := newBench(t)
	p := browse(t, b)
	for _, page := range everyPage(t, b) {
		page.click = ""
		p.view(794, 1123, "media", "print")
		p.show(b, page)
		var left []string
		p.eval(`[...document.querySelectorAll(".rail, .top, .skip, .drawer, .said, main button")].filter(e => e.checkVisibility()).map(e => e.localName + "." + e.className + " " + e.textContent.trim().slice(0, 40))`, &left)
		if len(left) > 0 {
			t.Errorf("%s on paper has %q", page.name, left)
		}
	}
}

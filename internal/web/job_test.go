package web_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestWholeJob does what the workbench is for in at most 25 actions, and finds
// its way by what the pages show.
func TestWholeJob(t *testing.T) {
	b := newBench(t)
	job(t, browse(t, b), true)
}

// TestWholeJobWithoutScripts does the same by plain forms.
func TestWholeJobWithoutScripts(t *testing.T) {
	b := newBench(t)
	p := browse(t, b)
	p.do(emulation.SetScriptExecutionDisabled(true), chromedp.Reload())
	job(t, p, false)
}

// articles are the texts that the job begins with.
func articles(t testing.TB) (out []string) {
	t.Helper()
	for _, name := range []string{"arctic.md", "overview.md"} {
		text, err := os.ReadFile("../../examples/alaska-2025/sources/" + name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(text))
	}
	return out
}

// most is how many actions the job may take.
const most = 25

func job(t *testing.T, p *person, scripts bool) {
	p.view(1200, 900, "prefers-reduced-motion", "reduce") // a click should not miss what is still moving
	ready := ""
	if scripts {
		ready = ".scripted " // keys answer from then on
	}
	texts := articles(t)
	p.click(`fieldset:nth-of-type(1) textarea[name=text]`)
	p.paste(texts[0])
	p.click(`fieldset:nth-of-type(2) textarea[name=text]`)
	p.paste(texts[1])
	p.click(`form[action="/new/text"] button.main`)

	p.wait(ready + `#items .item`)
	decide(t, p, scripts)

	p.click(`.make button.main`)
	p.wait(`#form-side`)
	first := p.nash(scripts)
	weight := p.contested()
	p.clickThrice(weight)
	p.press("10")
	if scripts {
		p.press(kb.ArrowUp)
		p.until(fmt.Sprintf(`document.querySelector(%q).defaultValue === "11" && !document.querySelector("[aria-busy=true]") && document.getElementById("state").textContent.includes("revision 3")`, weight))
	} else {
		p.press(kb.Enter)
		p.until(`document.getElementById("state")?.textContent.includes("revision 3")`)
	}
	second := p.nash(scripts)
	was, is := deal(t, first), deal(t, second)
	if was == is {
		t.Errorf("the Nash deal was %s, and with a lower weight for the side that had its way it still is:\n%s", was, second)
	}

	p.click(`.rail a[href$="/deals"]`)
	p.wait(ready + `#deals-table tbody tr`)
	row := `#deals-table tr:has(a.cite[href$="/` + is + `"])`
	numbers := p.row(row)
	p.click(row + ` a.cite`)
	drawer := "#drawer"
	if !scripts {
		drawer = ".trail"
	}
	p.wait(drawer + " blockquote mark")
	quote := p.read(drawer + " blockquote mark")
	if !strings.Contains(strings.Join(strings.Fields(strings.Join(texts, " ")), " "), quote) || quote == "" {
		t.Errorf("the evidence of the Nash deal quotes %q, which is in neither article", quote)
	}
	if scripts {
		p.press(kb.Escape)
	}

	p.click(`.rail a[href$="/report"]`)
	p.wait(ready + `.downloads`)
	p.click(`.downloads a[href*="report.md"], .downloads a[href*="/md"]`)
	file := p.saved()
	for _, n := range numbers {
		if !strings.Contains(file, n) {
			t.Errorf("the report lacks %q, which the Deals page shows of the Nash deal", n)
		}
	}
	t.Logf("%d actions; Nash deal %s -> %s %q", p.actions, was, is, numbers)
	if p.actions > most {
		t.Errorf("the job took %d actions, want at most %d", p.actions, most)
	}
}

// decide accepts two statements, rejects one, and corrects another, after which
// the two sides want different things of one issue.
func decide(t *testing.T, p *person, scripts bool) {
	if scripts {
		p.press("a")
		p.until(`document.querySelectorAll(".item.is-accept").length === 1`)
		p.press("a")
		p.until(`document.querySelectorAll(".item.is-accept").length === 2`)
		p.press("x")
	} else {
		p.click(`.item:not(.is-accept) button[value=accept]`)
		p.wait(`.item.is-accept`)
		p.click(`.item:not(.is-accept) button[value=reject]`)
	}
	p.wait(`.item.is-reject`)
	var item, topic string
	p.eval(goalOf("Trump")+".id", &item)
	p.eval(goalOf("Putin")+".querySelector('input[name=topic]').value", &topic)
	p.click("#edit-" + item + " > summary")
	p.clickThrice("#topic-" + item)
	p.paste(topic)
	p.press(kb.Enter)
	p.wait(`.item.is-edit`)
	if got := p.read(`.item.is-edit`); !strings.Contains(got, topic) {
		t.Errorf("the corrected statement does not say that it is about %s now: %s", topic, got)
	}
}

// goalOf finds the first goal of somebody among the statements that were not
// rejected.
func goalOf(name string) string {
	return fmt.Sprintf("[...document.querySelectorAll('.item:not(.is-reject)')].find(i => i.querySelector('input[name=party]').value.includes(%q) && i.querySelector('select').value === 'goal' && i.querySelector('input[name=topic]').value)", name)
}

// contested is the field of the weight by which one side has its way on the issue
// of which each wants something else: the side's that wants fewer things, so that
// each of them weighs more.
func (p *person) contested() (selector string) {
	p.t.Helper()
	var id string
	p.eval(`(() => {
		const rows = who => [...document.querySelectorAll('[id^="v-parties.' + who + '.wants."][id$=".weight"]')].map(f => f.id);
		const issues = rows("russia").map(id => id.split(".")[3]).filter(i => rows("united-states").includes("v-parties.united-states.wants." + i + ".weight") && document.getElementById("v-parties.russia.wants." + i + ".united-states-way"));
		const who = rows("russia").length < rows("united-states").length ? "russia" : "united-states";
		return issues.length ? "v-parties." + who + ".wants." + issues[0] + ".weight" : "";
	})()`, &id)
	if id == "" {
		p.t.Fatalf("the case has no issue that the two sides want different things of:\n%s", p.page())
	}
	return fmt.Sprintf("[id=%q]", id)
}

// nash is the sentence of the Case page about the Nash deal, once it is there.
func (p *person) nash(scripts bool) (text string) {
	p.t.Helper()
	const find = `[...document.querySelectorAll(".said-list > div")].find(d => d.textContent.includes("The Nash deal"))?.querySelector("dd").textContent`
	for range 100 {
		p.eval(find+` ?? ""`, &text)
		if text != "" {
			return strings.Join(strings.Fields(text), " ")
		}
		p.do(chromedp.Sleep(100 * time.Millisecond))
		if !scripts {
			p.do(chromedp.Reload())
		}
	}
	p.t.Fatalf("the Case page says nothing of a Nash deal:\n%s", p.page())
	return ""
}

// deal is the name of the deal that a sentence about the Nash deal begins with.
func deal(t *testing.T, sentence string) string {
	t.Helper()
	m := regexp.MustCompile(`^The Nash deal is (D\d+),`).FindStringSubmatch(sentence)
	if m == nil {
		t.Fatalf("no deal is named in %q", sentence)
	}
	return m[1]
}

// row is the numbers in a row of a table, without the gains beside them.
func (p *person) row(selector string) (out []string) {
	p.t.Helper()
	p.eval(fmt.Sprintf(`[...document.querySelectorAll(%q + " td.n")].map(d => d.firstChild.textContent.trim())`, selector), &out)
	out = slices.DeleteFunc(out, func(s string) bool { return s == "" })
	if len(out) < 2 {
		p.t.Fatalf("%s has the numbers %q, want one for each party", selector, out)
	}
	return out
}

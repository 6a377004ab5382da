"""Words that the readers of numbers know: function words, verbs, and nouns by what they count.

The tables hold endings as well as whole words: Swedish compounds carry their kind in the last part, so
`butiksanställda` is known by `anställda` and `nätverksträffar` by `träffar`.
"""

import re
from functools import lru_cache

import simplemma


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a table of data."""
    return frozenset(words.split())


FUNCTION_WORDS = word_set(
    """och eller samt men utan att som där när då om av i på inom hos från till med utan under över mellan mot vid för
    åt ur per genom efter före innan sedan bland kring runt trots enligt via utöver förutom istället men så även också
    inte ej bara endast redan dels både antingen varken samtidigt tillsammans totalt sammanlagt årligen vardera
    respektive resp varav därav dessutom därefter varje varefter medan eftersom vilket vilka vilken hur än ännu nu
    här dit hit var vart man vi de den det dem dessa denna detta sig sin sitt sina hon han ni jag oss dess deras vår
    våra vårt ingen inget inga någon något några hela alla samtliga annan annat ett en ut in upp ner ned fram
    hittills direkt bort hem kvar åter igen dock ofta sedan snart främst framför främst minst högst cirka ca
    nästan drygt knappt därtill därmed därför alltså således dvs exempelvis bl t ex osv mm etc fler färre mer mindre
    idag just ca tack"""
)
VERBS = word_set(
    """ska skall skulle får få fick fått går gå gick gått har ha hade haft är vara var varit blir bli blev blivit
    kommer komma kom kommit kan kunna kunde bör måste vill ville söker ger gav gör gjorde tar tog står stod sker
    skedde finns fanns deltar deltog deltagit ingår ingick behövs behöver når nådde nås lär varslas varslades
    beräknas planeras utbildas ges hålls väntas erbjuds anordnas genomförs startas reser for dit slutade sade
    saknar saknade uppger svarade ryms dör bor bodde börjat börjar började lever levde lämnar lämnade hamnar varit
    nå bli se berördes deltagit fullföljt skrivs bildas ingå delta gälla gäller"""
)
MODIFIERS = word_set(
    """små äldre yngre tidigare större mindre ytterligare egna olika nya extra utrikes inrikes utländska svenska
    fasta vuxna öppna mogna vakna goda bra fler externa interna heltids halvtids redan fullt ledande stora kvinnliga
    manliga enskilda"""
)
MODIFYING = ("a", "ade", "ande", "ende")
TIME = re.compile(
    r"(?:^|tids|kalender|arbets|hel|halv|läs)(?:år|års|månad(?:er|ers)?|veck(?:a|or|ors)|dag(?:ar"
    r"|ars)?|dygn|tim(?:me|mar|mars)?"
    r"|minut(?:er|ers)?|sekund(?:er)?|kvartal|termin(?:er|ers)?|gång(?:er)?|årig\w*|åringar|åring)$"
    r"|^(?:mil|km|kilometer|meter|m|kvm|kvadratmeter|kilo|kg|liter|grader|poäng|hp|sidor|språk|punkter|bokstäver|rum"
    r"|våningar|hektar|ton|generationer|decennier|sekel|klockan)$"
)
STRUCTURE = re.compile(
    r"(?:(?<!utbildnings)(?<!kurs)omgångar|omgång|steg|led|nivåer|nivå|delar|faser|etapper|områden|spår|moment"
    r"|block|perioder"
    r"|huvudområden|fall|skäl|sätt"
    r"|saker|behov|exempel|ben|alternativ|frågor|regioner|veckopass|sessioner|klockslag|siffror|gånger"
    r"|halvdagar|heldagar|syften|villkor|skäl|orsaker|hinder|kanaler|rubriker|miljoner|procent|kr|ggr|rader"
    r"|gruppe?r om|länder"
    r"|delprojekt|heltidstjänster|årsarbetare|årsarbetskrafter|halvtidstjänster|parter"
    r"|åldrar|huvudmän|(?<!före)mål|delmål|inriktningar|program|programområden|system|teman|kategorier|typer"
    r"|slags|gruppträffar)$"
)
STAFF = re.compile(
    r"(?:handledare|processledare|projektmedarbetare|familjecoacher|(?:heltids|halvtids|deltids)anställda"
    r"|coacher|coachar|lärare|konsulter|projektledare"
    r"|kamratstödjare|stödjare|mentorer"
    r"|tjänstemän|samordnare|vägledare"
    r"|assistenter|kuratorer|administratörer|projektmedarbetare|personal|timanställda|projektanställda"
    r"|metodutvecklare|arbetsterapeuter"
    r"|handläggare|pedagoger|lotsar|psykologer|terapeuter|forskare|utredare|experter|föreläsare"
    r"|arbetsförmedlare|sekreterare|vänner|ledamöter|politiker|tolkar|instruktörer"
    r"|utvecklare|informatörer|medlemmar|läsare|följare|åskådare|lyssnare|tittare|besökare|turister|gäster"
    r"|kunder|brukare|patienter|invånare|väljare)$"
)
SEX = re.compile(
    r"^(?:kvinnor|kvinna|män|man|flickor|pojkar|tjejer|killar|damer|herrar|mammor|pappor|kvinnliga|manliga)$"
)
PERSON = re.compile(
    r"(?:personer|person|delt|människor|individer|kvinnor|kvinna|män|flickor|pojkar|tjejer|killar|unga"
    r"|ungdomar|barn|vuxna|seniorer"
    r"|elever|studenter|studerande|anställda|sysselsatta|lösa|sjukskrivna|nyanlända|födda|varslade|uppsagda"
    r"|föräldrar|mammor|pappor|mödrar|fäder|chefer|förmän|arbetsledare|männ|akademiker|pensionärer|praktikanter"
    r"|lärlingar|aspiranter|klienter|invandrare|flyktingar|svenskar|medlemmar|ledare|tekniker|mekaniker"
    r"|(?<!br)(?<!reg)(?<!min)ister"
    r"|ingenjörer|ekonomer|läkare|sköterskor|sökande|inskrivna|intagna|frigivna|romer|samer|förmedlare|visare"
    r"|(?:del|med|skog|lön|jord)[a-zåäö]*tagare|vårdare|lärare|arbetare|förare|ägare|medarbetare|tagare|skötare"
    r"|företagare|svetsare|snickare|handlare|odlare|brukare|anhöriga|närstående|boende|volontärer|ideella|kollegor"
    r"|handledare|vägledare|samordnare|tjänstemän|män|rörmokare|snickare|kockar|väktare|vikarier|entreprenörer|ombud"
    r"|lotsar|mentorer|coacher|konsulter|pedagoger|besökare|invånare|deltagande|vänner|läggare|utredare|städare"
    r"|stödjare|syskon|familjemedlemmar|bärare|granskare|utvecklare|personal|uppsägningshotade|inskrivna|yngre|äldre"
    r"|kvotflyktingar|asylsökande|hemlösa|dövblinda|döva|synskadade|förtidspensionerade|långtidsfriska|utbildade"
    r"|[a-zåäö]{3,}(?<!vid)(?<!tidig)(?<!sen)(?<!när)(?<!hamm)(?<!ytterlig)(?<!läng)are|(?<!vari)anter"
    r"|(?<!c)(?<!m)enter|assistenter|örer|iker|loger|nomer|biträden|bönder|grannar|släktingar|präster"
    r"|[a-zåäö]{2,}länningar|blekingar|skåningar|hälsingar|västerbottningar|norrbottningar|jämtar|östgötar|västgötar"
    r"|[a-zåäö]{3,}(?<!ar)bor|tillfrågade|svarande|berörda|remitterade|placerade|registrerade|antagna|utskrivna"
    r"|utförsäkrade"
    r"|skuldsatta|funktionshindrade|funktionsnedsatta|handikappade|utlandsfödda|utrikesfödda|skolkande|[a-zåäö]*skadade"
    r"|drabbade|dömda|häktade|värnpliktiga|[a-zåäö]*berättigade|arbetsföra|långtidssjuka|sjuka|friska"
    r"|missbrukare|civila"
    r"|ungdomsledare|praktikvärdar|värdar|[a-zåäö]*värdinnor|[a-zåäö]*kvinnor|[a-zåäö]*män|[a-zåäö]{2,}sökare"
    r"|[a-zåäö]*eurer|[a-zåäö]*ösare"
    r"|[a-zåäö]+(?<!r)(?<!g)atörer|chaufförer|montörer|[a-zåäö]*mästare|direktörer|rektorer|doktorander|adepter"
    r"|elevassistenter|kompisar"
    r"|fosterhemsplacerade|ensamstående|utomstående|[a-zåäö]*(?:sök|svar|företräd|arbet|lev|vård|lär|resa"
    r"|vårdnadshav|delta)ande"
    r"|vakter|[a-zåäö]*tierer|kurirer|kavaljerer|piloter|(?<!karri)(?<!aff)(?<!barri)(?<!pri)ärer|tonåringar"
    r"|tjugoåringar"
    r"|(?<!mot)(?<!trakt)(?<!dat)(?<!fakt)(?<!sekt)(?<!kont)(?<!kompress)(?<!skot)(?<!radiat)(?<!generat)(?<!monit)(?<!ventilat)(?<!humm)orer"
    r"|(?<!sp)(?<!p)innor|(?:barnmor|sömmer|städer|sköter)skor|systrar|bröder|tanter|kusiner|farföräldrar"
    r"|(?<!in)(?<!res)(?<!mand)(?<!form)(?<!deb)kandidater"
    r"|advokater|kamrater|fotografer|nykomlingar|främlingar|ynglingar|åldringar|äldre|servitriser|smeder|karlar"
    r"|bagare|drängar|fångar|interner|patienter"
    r"|poliser|soldater|gubbar|gummor"
    r"|ombordanställda|arbetssökande|barnskötare|terapeuter|psykologer|forskare|studerande|nyanställda|uppdragstagare)$"
)
ORGANISATION = re.compile(
    r"(?:företag|kommuner|arbetsplatser|arbetsställen|gårdar|lantbruk|butiker|skolor|förskolor"
    r"|gymnasier|arbetsgivare|föreningar"
    r"|organisationer|förvaltningar|myndigheter|landsting|åkerier|vårdcentraler|kooperativ|verksamheter|hotell"
    r"|restauranger|banker|högskolor|universitet|partners?|aktörer|förbund|institutioner|samebyar|trygghetsråd"
    r"|sjukhus|bolag|byråer"
    r"|kontor|församlingar|stiftelser|folkhögskolor|enheter|verkstäder|kaféer|caféer|restauranger|firmor"
    r"|koncerner|kyrkor|nämnder|klubbar|fackförbund|kårer|utbildningsanordnare|anordnare|leverantörer"
    r"|entreprenader|underleverantörer|byggfirmor|kooperativ|kursgårdar|vårdhem|behandlingshem|ålderdomshem"
    r"|äldreboenden|mästerier|salonger|anstalter|häkten|gymnasieskolor|grundskolor|daghem|kontor|filialer"
    r"|distrikt|moskéer|stall|hälsocentraler|mottagningar|tvätterier|snickerier|hushållningssällskap|boenden"
    r"|bruk|mejerier|bagerier|fabriker|industrier|kliniker|bibliotek|museer|teatrar|sågverk|varv|hamnar|rederier)$"
)
PLACE_OR_THING = re.compile(
    r"(?:projekt|hushåll|jobb|familjer|platser(?<!arbetsplatser)|städer|(?<!same)byar|län|ansökningar)$"
)
EVENT = re.compile(
    r"(?:resor|internat|exemplar|omgångar|seminarier|seminarium|workshops?|workshoppar|konferenser|träffar|möten|kurser"
    r"|utbildningar|besök|mässor|jobbmässor"
    r"|utställningar|utbyten|föreläsningar|filmer|rapporter|handböcker|böcker|skrifter|metoder|modeller|nätverk"
    r"|grupper|cirklar|studiecirklar|läger|praktikplatser|avtal|kampanjer|dagar|utbildningsdagar|nyhetsbrev|planer"
    r"|filmer|kortfilmer|spridningskonferenser|manualer|guider|podd\w*|mallar|appar|utredningar|studier"
    r"|översättningar|lektioner|visningar"
    r"|evenemang|aktiviteter|marknader|festivaler|uppträdanden|debatter|samtal|rundabordssamtal|samlingar"
    r"|turnéer|uppföljningar|utvärderingar"
    r"|verktyg|program|lådor|skyltar|kartor|båtar|samverkansavtal|överenskommelser|nätverksträffar"
    r"|inspirationsdagar|kontakter|intervjuer|föreställningar|konserter|produkter|studiedagar|material|webbsidor"
    r"|artiklar|broschyrer|tidningar|enkäter|övningar|utbildningspass|pass|veckor|turer|lunchmöten|frukostmöten)$"
)


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The dictionary form of a Swedish word; the word itself where simplemma does not know it."""
    return simplemma.lemmatize(word, lang="sv")


@lru_cache(maxsize=20_000)
def is_verb(word: str) -> bool:
    """Whether a word after a noun phrase is a finite verb: `upplever`, `deltar`, `startade`, but not `resor`."""
    if word in VERBS or (word.endswith("des") and len(word) > 6):
        return True
    found = lemma(word)
    inflected = word.endswith(("r", "de", "te", "s", "it", "at")) and not word.endswith(("or", "are", "ande", "ende"))
    return inflected and found != word and (found.endswith("a") or found == word[:-1])


def is_noun_like(word: str) -> bool:
    """Whether a word can head or continue a noun phrase."""
    lowered = word.lower()
    return len(word) > 1 and word[0].isalpha() and lowered not in FUNCTION_WORDS and not is_verb(lowered)


def modifies(word: str) -> bool:
    """Whether a word can stand before the noun that is counted: `nya`, `samiska`, `deltagande`, `varslade`."""
    return word in MODIFIERS or (word.endswith(MODIFYING) and not re.search(r"(?:[aoe]rna)$", word))

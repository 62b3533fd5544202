// Words for the same matter of support in German, as `synonyms.ts` has them for Greek and English: a line is a group of
// terms that may stand for each other, any form of a word will do. Compounds need no line where their parts have one.

export const words = `
# Money back, sending back, exchanging
erstattung, erstatten, rückerstattung, geld zurück, rückzahlung, zurückzahlen, gutschreiben, gutschrift, wiederbekommen, refund
geld, betrag, summe, kohle, zahlung
rücksendung, zurücksenden, zurückschicken, retoure, rückversand, zurückgeben, rückgabe, einsenden
rückgabe, zurückgeben, zurückbringen, abgeben, retournieren, wiederbringen
widerruf, widerrufen, rücktritt, vom kauf zurücktreten, vertrag auflösen, anders überlegt
umtausch, umtauschen, tauschen, austauschen, wechseln, ersatz, passt nicht, gefällt nicht
stornieren, storno, stornierung, absagen, abbestellen, rückgängig, annullieren, nicht mehr wollen, doch nicht, cancel
kündigen, kündigung, beenden, aufhören, vertrag beenden, aussteigen, abbestellen
ändern, änderung, anpassen, bearbeiten, korrigieren, berichtigen, umändern, abändern, aktualisieren, neu eintragen
frist, wie lange zeit, bis wann, zeitraum, stichtag
# Orders
bestellung, bestellen, auftrag, kauf, kaufen, ordern, gekauft, einkauf, erwerben, order
warenkorb, kasse, einkaufswagen, checkout, korb
bestellbestätigung, bestätigung, bestätigungsmail, auftragsbestätigung, mail bekommen
bestellnummer, auftragsnummer, vorgangsnummer, referenz, buchungsnummer
verfügbar, lieferbar, vorrätig, auf lager, ausverkauft, vergriffen, bestand, wieder da
vorbestellen, vorbestellung, reservieren, zurücklegen, vormerken
reservierung, reservieren, buchung, buchen, vorbestellen, platz sichern
buchung, reservierung, termin, miete
artikel, produkt, ware, sache, gegenstand, teil, modell
menge, anzahl, stück, stückzahl
hinzufügen, ergänzen, dazulegen, zusätzlich, nachbestellen
entfernen, löschen, wegnehmen, herausnehmen
als gast, ohne konto, ohne anmeldung, ohne registrierung
großhandel, händler, mengenrabatt, sammelbestellung, gruppe
gruppe, verein, mehrere personen, firmenausflug, klasse, viele
# Sending and receiving
lieferung, liefern, zustellung, zustellen, versand, sendung, bringen, ankommen, schicken
versand, verschicken, versenden, schicken, senden, lieferung, zusenden
lieferzeit, lieferdauer, wie lange dauert, wann kommt, wann ankommen, zustelltermin, liefertermin, werktage
versandkosten, porto, liefergebühr, versandgebühr, lieferkosten, kosten lieferung
paket, päckchen, sendung, karton, schachtel, packung
sendung verfolgen, sendungsverfolgung, paketverfolgung, tracking, sendungsnummer, wo ist, paketnummer
noch nicht angekommen, nicht angekommen, kommt nicht, nichts bekommen, warte, verspätet, verzögerung, verschollen, verloren
verloren, verlegt, verschwunden, weg, nicht auffindbar
eilversand, express, eilig, dringend, schnell, sofort, heute noch, über nacht
ausland, international, österreich, schweiz, europa, länder, eu, weltweit, wien, zürich
inland, deutschland, deutschlandweit
zoll, einfuhr, einfuhrsteuer, verzollung
adresse, anschrift, straße, hausnummer, wohnort, wohnung
umgezogen, umzug, umziehen, neue adresse, adresse ändern
lieferadresse, lieferanschrift, andere adresse, abweichende adresse, zur arbeit, nachbar, nachbarn
packstation, abholstation, paketshop, paketkasten, filiale, postfiliale
nicht zuhause, niemand da, nicht angetroffen, abwesend, verreist
abholung, abholen, selbst abholen, mitnehmen, holen, vor ort, click and collect
vollmacht, für mich abholen, jemand anderes, bevollmächtigt
verpackung, verpacken, einpacken, karton, einwickeln
geschenk, verschenken, geburtstag, schenken, geschenkverpackung
beschädigt, kaputt, schaden, delle, zerbrochen, kratzer, defekt, bruch, aufgerissen, eingedrückt
transportschaden, beschädigt angekommen, kaputt angekommen, beim versand beschädigt, paket beschädigt
falsch geliefert, falscher artikel, falsche ware, verwechselt, etwas anderes, nicht bestellt, anderes produkt
fehlt, fehlend, unvollständig, nicht dabei, vergessen
aufbau, aufbauen, zusammenbauen, montage, montieren, schrauben, zusammensetzen
spedition, spediteur, zusteller, paketdienst, kurier, fahrer, bote, post, dhl
# Paying
bezahlen, zahlen, zahlung, begleichen, überweisen, entrichten
zahlungsarten, zahlungsmöglichkeiten, zahlungsmethoden, wie bezahlen, womit bezahlen, bezahlmethoden, zahlungsweise
kreditkarte, karte, visa, mastercard, amex, debitkarte
bar, bargeld, barzahlung, cash, scheine
girokarte, ec karte, bankkarte, maestro
paypal, apple pay, google pay, klarna, onlinezahlung, digital bezahlen
lastschrift, bankeinzug, abbuchung, einzug, sepa, abbuchen
vorkasse, überweisung, überweisen, vorauszahlung, vorab bezahlen
auf rechnung, kauf auf rechnung, später bezahlen, rechnungskauf
raten, ratenzahlung, ratenkauf, abzahlen, finanzierung, finanzieren, monatlich zahlen, teilzahlung, kredit, in raten
abgelehnt, fehlgeschlagen, geht nicht, funktioniert nicht, klappt nicht, verweigert, nicht akzeptiert, geht nicht durch
zahlung fehlgeschlagen, zahlung abgelehnt, karte abgelehnt, karte geht nicht, zahlung klappt nicht, bezahlen geht nicht
doppelt abgebucht, zweimal abgebucht, doppelt bezahlt, zu viel abgebucht
abgebucht, abgezogen, belastet, eingezogen, vorgemerkt
anzahlung, vorschuss, teilbetrag
kaution, pfand, sicherheit, hinterlegen, hinterlegung, geblockt, blockiert
währung, euro, franken, dollar
mahnung, mahngebühr, zahlungserinnerung, offener betrag, schulden, überfällig
bankverbindung, iban, konto, kontonummer, kontodaten
zinsen, zinssatz, effektiver jahreszins
sicher, sicherheit, vertrauenswürdig, verschlüsselt
# Prices
preis, kosten, kostet, wie viel, wie teuer, gebühr, betrag, preisliste, tarif, was kostet
teuer, billig, günstig, preiswert, bezahlbar
rabatt, nachlass, ermäßigung, prozente, skonto, aktion, angebot, reduziert, vergünstigung, sparen, billiger
gutschein, code, gutscheincode, rabattcode, aktionscode, coupon, voucher, promocode
geschenkkarte, geschenkgutschein, gutschein, gutscheinkarte
einlösen, anwenden, verwenden, eingeben, eintippen, benutzen
guthaben, restguthaben, restbetrag, rest
kostenlos, gratis, umsonst, frei, kostenfrei, ohne aufpreis, inklusive
aufpreis, zuschlag, zusatzkosten, extra kosten, mehrpreis
steuer, mehrwertsteuer, umsatzsteuer, mwst, netto, brutto
kostenvoranschlag, angebot, schätzung, was würde kosten, voranschlag
studenten, schüler, azubi, rentner, senioren, ermäßigt
treuepunkte, punkte, bonus, prämie, kundenkarte, stammkunde
# Invoices
rechnung, beleg, quittung, kassenbon, kaufbeleg, bon, faktura, invoice, nachweis
rechnung herunterladen, rechnung finden, rechnung drucken, rechnungskopie, rechnung als pdf, beleg finanzamt, steuer beleg
rechnungsadresse, rechnungsanschrift, adresse auf rechnung, rechnung umschreiben, falsche rechnung, firma auf rechnung
finanzamt, steuererklärung, steuerberater, buchhaltung, steuer, absetzen, arbeitgeber
umsatzsteuer id, ustid, steuernummer, firmendaten
herunterladen, download, speichern, ausdrucken, runterladen, pdf
# Subscriptions
abo, abonnement, mitgliedschaft, vertrag, laufzeit, tarif
verlängern, verlängerung, länger behalten, länger, ausdehnen, noch tage
pausieren, aussetzen, ruhen lassen, unterbrechen
testen, ausprobieren, probieren, probe, test, demo, versuchen
upgrade, aufstocken, wechseln, höherer tarif
laufzeit, mindestlaufzeit, vertragsdauer, bindung, monate
# Choosing
vergleich, vergleichen, unterschied, besser, welches, gegenüber
auswahl, auswählen, aussuchen, entscheiden, wählen
beratung, beraten, empfehlung, empfehlen, tipp, passend
größe, groß, klein, maß, maße, abmessung, länge, passt mir, zu klein, zu groß
größentabelle, richtige größe, welche größe, körpergröße, größe messen, größenberater, größe berechnen
farbe, blau, rot, schwarz, lackierung, farbton
gewicht, schwer, kilo, wiegt, belastung
material, stoff, qualität
gebraucht, second hand, aus zweiter hand, alt
neu, neuheit, aktuell
zubehör, extras, ausstattung, ergänzung
ersatzteil, ersatzteile, einzelteil, teile
ausprobieren, testen, anprobieren, probe, vor dem kauf
probefahrt, probefahren, testfahrt, probe fahren, runde drehen, ausprobieren
# Account
konto, kundenkonto, account, profil, benutzerkonto, zugang
konto anlegen, registrieren, registrierung, anmelden, konto eröffnen, konto erstellen, neukunde, mitglied werden
anmelden, einloggen, login, einwählen, log in, reinkommen, anmeldung, einloggen geht nicht
abmelden, ausloggen, logout, austragen
passwort, kennwort, passwort vergessen, zugangsdaten, password, pin
passwort vergessen, passwort zurücksetzen, falsches passwort, neues passwort, komme nicht rein, nicht einloggen, ausgesperrt, kennwort vergessen
gesperrt, blockiert, sperre, zugang gesperrt
benutzername, nutzername, username
email, mail, e-mail, emailadresse, mailadresse
telefonnummer, handynummer, rufnummer, telefon
spam, spamordner, junk
konto löschen, account löschen, profil löschen, abmelden für immer, daten löschen
daten, persönliche daten, angaben, datenschutz, dsgvo, gespeichert, auskunft
datenschutz, privatsphäre, welche daten, was gespeichert, dsgvo, datenauskunft
newsletter, werbung, werbemails, rundbrief, werbepost, infomail
newsletter abbestellen, newsletter abmelden, keine werbung, keine mails mehr, werbung abbestellen, austragen
benachrichtigung, nachricht, erinnerung, mitteilung, hinweis
bestätigungslink, link, bestätigungsmail, aktivieren, freischalten
zwei faktor, code, sms code, authentifizierung, tan
name ändern, geheiratet, neuer name, nachname
# Faults, guarantee, repair
garantie, gewährleistung, haftung, garantiefall, herstellergarantie, zahlt ihr
reklamation, reklamieren, beschwerde, beschweren, beanstanden, mangel, mangelhaft, fehler, unzufrieden
defekt, kaputt, funktioniert nicht, geht nicht, gebrochen, mangel, fehler, hinüber, ausgefallen, streikt
reparatur, reparieren, instandsetzen, richten, heil machen, instandsetzung, machen lassen, ausbessern
wartung, inspektion, durchsicht, service, check, durchchecken, überprüfen, kontrolle, warten
inspektion, erstinspektion, wartung, jahresservice, kundendienst, durchsicht, wie oft
werkstatt, mechaniker, reparatur, schrauber, fachmann
werkstatttermin, termin reparatur, termin vereinbaren, termin buchen, wann zeit
termin, verabredung, uhrzeit, zeit, tag, datum, wann frei
absagen, nicht kommen, verschieben, verlegen, nicht erscheinen, stornieren
verschieben, anderes datum, umbuchen, später, verlegen, anderer tag
verschleiß, abgenutzt, verschlissen, abgefahren, alt
geräusch, quietschen, quietscht, knarzen, klappern, lärm, laut, pfeifen
platten, platter reifen, panne, reifenpanne, luft raus, loch, reifen kaputt, schlauch, keine luft, plattfuß
reifen, mantel, schlauch, decke, gummi
panne, liegen geblieben, fährt nicht, liegengeblieben, stehen geblieben, pannenhilfe, unterwegs kaputt
bremse, bremsen, anhalten, stoppen, bremswirkung
schaltung, schalten, gänge, gang, gangschaltung, schaltwerk
kette, antrieb, ritzel, kettenblatt, ketten
öl, ölen, schmieren, fetten, schmiermittel, fett
pflege, pflegen, reinigen, putzen, säubern, sauber machen, waschen
einstellen, justieren, nachstellen, anpassen
akku, batterie, reichweite, laden, aufladen, ladung, akkulaufzeit, leer
laden, aufladen, ladegerät, strom, steckdose
licht, lampe, beleuchtung, scheinwerfer, rücklicht
schloss, schlüssel, abschließen, absperren, anschließen
schlüssel verloren, schlüssel weg, schlüssel vergessen
software, app, update, aktualisierung, programm
anleitung, handbuch, bedienungsanleitung, gebrauchsanweisung, wie geht
entsorgen, wegwerfen, altgerät, recycling, zurücknehmen
einlagern, lagern, unterstellen, aufbewahren, überwintern, lager, aufbewahrung, unterbringen
winter, kälte, frost, schnee, kalte jahreszeit
ersatz, ersatzgerät, leihgerät, ersatzrad, solange, währenddessen, inzwischen
# Renting
mieten, leihen, ausleihen, verleih, miete, vermieten, leihe, ausborgen, borgen
mietrad, leihrad, leihfahrrad, mietfahrrad, mietgerät
fahrrad, rad, bike, velo, drahtesel
elektrorad, e-bike, ebike, pedelec, elektrofahrrad, elektro
lastenrad, cargobike, transportrad
rad mieten, fahrrad leihen, rad ausleihen, fahrrad mieten, fahrradverleih, mietpreis
mietdauer, mietzeit, leihdauer, länger mieten, miete verlängern
verspätet, zu spät, später zurück, verspätung, überziehen
früher zurück, vorzeitig, eher, kürzer
station, standort, filiale, laden, niederlassung, geschäft, bahnhof
wo zurückgeben, wo abgeben, rückgabeort, andere station, woanders abgeben, abstellen
ausweis, personalausweis, pass, reisepass, führerschein, papiere, dokument
alter, mindestalter, ab wie viel jahren, wie alt, minderjährig, jugendliche, volljährig, jahre alt
kinder, kind, kleinkind, baby, sohn, tochter, dreijährig, kids, nachwuchs
kindersitz, anhänger, kinderanhänger, sitz
helm, schutz, kopfschutz
eltern, erziehungsberechtigte, mutter, vater, erlaubnis
gepäck, tasche, koffer, korb
# Theft, accidents, insurance
gestohlen, geklaut, diebstahl, klauen, entwendet, geraubt, weg, dieb, diebe
diebstahlschutz, gegen diebstahl, codieren, codierung, gravur, registrieren, sichern, schützen
polizei, anzeige, aktenzeichen, anzeigen
versicherung, versichert, versichern, police, haftpflicht, kasko, schutz
unfall, sturz, zusammenstoß, gestürzt, verletzt, crash
haftung, haften, wer zahlt, schuld, verantwortlich, eigenanteil, selbstbeteiligung
fundbüro, gefunden, liegen gelassen, vergessen, verloren
# Work
dienstrad, leasing, jobrad, leasen, firmenrad, über arbeitgeber, gehaltsumwandlung
arbeitgeber, chef, firma, betrieb, unternehmen
ausbildung, praktikum, stelle, job, bewerbung, mitarbeiter, karriere
# Reaching us
kontakt, erreichen, ansprechpartner, hotline, telefon, anrufen, schreiben, kundenservice, kundendienst, support, hilfe
öffnungszeiten, geöffnet, offen, wann auf, geschlossen, uhrzeiten, sonntag, feiertag
anfahrt, weg, wo sind sie, parken, parkplatz, adresse laden
antwort, rückmeldung, wie lange antwort, melden
beschwerde, beschweren, unzufrieden, ärger, schlecht, enttäuscht
bewertung, meinung, rezension, feedback, erfahrung
# Screens
webseite, website, seite, homepage, internetseite, online
fehlermeldung, fehler, error, meldung, problem
lädt nicht, hängt, langsam, stürzt ab, weiße seite, reagiert nicht
browser, chrome, firefox, safari, cookies
app, anwendung, handy, smartphone, mobil
hochladen, anhängen, datei, bild, foto, upload
drucken, drucker, ausdruck, papier
einstellungen, optionen, konfiguration, menü
sprache, englisch, deutsch, übersetzung
suche, suchen, finden, wo finde
# Travel and stay
regen, wetter, sturm, schlechtes wetter, unwetter, regnet
urlaub, ferien, reise, ausflug, tour
hund, haustier, tier, hunde
zug, bahn, bus, auto, mitnehmen im zug
hotel, unterkunft, zimmer, übernachten
essen, trinken, restaurant, kaffee, frühstück
behindert, rollstuhl, barrierefrei, eingeschränkt
# Time
dauer, wie lange, zeit, stunden, tage, wochen
heute, sofort, gleich, jetzt, umgehend
wann, zeitpunkt, termin, datum, ab wann
öfter, häufig, regelmäßig, wie oft, abstand, jährlich
gültig, gültigkeit, ablaufen, abgelaufen, verfallen, verfällt, gilt, läuft ab
früher, vorher, vorzeitig, im voraus, rechtzeitig
`

// Words for the same matter of support, whatever the trade: a line is a group of terms that may stand for each other.
// Any form of a word will do, each word may be in several groups, and the server sends a site only what it can use.

export const words = `
# Money back, sending back, exchanging
επιστροφή χρημάτων, πίσω λεφτά, πίσω χρήματα, επιστρέφω χρήματα, αποζημίωση, ρεφάντ, refund, money back, reimbursement, reimburse, get back, paid by mistake, χρέωση κατά λάθος
χρήματα, λεφτά, ποσό, φράγκα, money, amount, cash
επιστροφή, επιστρέφω, στέλνω πίσω, γυρίζω πίσω, δεν μου άρεσε, μετανιώνω, υπαναχώρηση, return, send back, withdrawal, changed my mind
αλλαγή, αλλάζω, άλλαξα, τροποποίηση, μεταβολή, διόρθωση, διορθώνω, ενημέρωση, επεξεργασία, change, edit, modify, update, correct, amend, rename
αντικατάσταση, αντικαθιστώ, αλλαγή προϊόντος, replacement, replace, exchange, swap
ακύρωση, ακυρώνω, διακοπή, διακόπτω, σταματάω, τερματισμός, λύση συμβολαίου, παύση, cancel, cancellation, stop, terminate, end, discontinue, quit, unsubscribe
πιστωτικό, κουπόνι επιστροφής, store credit, credit note, voucher
μετανιώνω, άλλαξα γνώμη, δεν το θέλω, ακύρωση, changed my mind, regret

# Orders
παραγγελία, παραγγέλνω, παραγγείλω, παρήγγειλα, αγορά, αγοράζω, ψωνίζω, ψώνια, order, purchase, buy, shopping, bought
καλάθι, ταμείο, ολοκλήρωση αγοράς, cart, basket, checkout, bag
κατάσταση παραγγελίας, στάδιο, πορεία, εξέλιξη, status, progress, order status
ελάχιστη παραγγελία, minimum order
διαθεσιμότητα, διαθέσιμο, απόθεμα, στοκ, εξαντλημένο, εξαντλήθηκε, έχετε ακόμα, ξανάρθει, availability, in stock, out of stock, sold out, available, restock
προπαραγγελία, προκράτηση, preorder
ποσότητα, τεμάχια, quantity, pieces
προϊόν, είδος, εμπόρευμα, αντικείμενο, κομμάτι, product, item, article, goods
προσθήκη, προσθέτω, βάζω, add, insert
αφαίρεση, αφαιρώ, βγάζω, remove, take off
χονδρική, μεταπωλητής, μαζική αγορά, χοντρική, wholesale, bulk, reseller
λιανική, retail

# Sending and receiving
παράδοση, παραδίδω, παραλαβή, παραλαμβάνω, έρχεται, φτάνει, θα λάβω, έρθει, delivery, deliver, arrive, receive, lead time, turnaround
αποστολή, στέλνω, μεταφορικά, ταχυμεταφορά, κούριερ, κουριερ, courier, shipping, ship, shipment, dispatch, postage, freight
μεταφορικά, έξοδα αποστολής, κόστος αποστολής, shipping cost, shipping fee, delivery fee, postage
δέμα, πακέτο, κουτί, αποστολή, parcel, package, box, shipment
παρακολούθηση, παρακολουθώ, εντοπισμός, αριθμός αποστολής, πού είναι η παραγγελία, πού είναι το δέμα, τράκινγκ, tracking, track, trace, where is my order, where is my parcel
καθυστέρηση, αργεί, άργησε, αργώ, δεν ήρθε, δεν έφτασε, δεν παρέλαβα, καθυστερεί, delay, late, not arrived, overdue, still waiting
χαμένο, χάθηκε, έχασα, απώλεια, lost, missing, disappeared
χρόνος, διάρκεια, πόσο καιρό, σε πόσες μέρες, πότε, προθεσμία, ημέρες, μέρες, duration, how long, time, deadline, days, when
επείγον, βιαστικό, άμεσα, γρήγορα, αμέσως, σήμερα, αυθημερόν, express, urgent, urgently, asap, immediately, fast, quick, same day, priority
εξωτερικό, χώρα, Κύπρος, Ευρώπη, διεθνής, Γερμανία, abroad, international, overseas, cyprus, germany, countries, country, europe, worldwide, foreign
νησί, νησιά, επαρχία, δυσπρόσιτη, islands, remote
θυρίδα, locker, lockers, box now, σημείο παραλαβής, pickup point
παραλαβή από κατάστημα, έρθω να το πάρω, από κοντά, click and collect, pick up, collect, pickup
συσκευασία, αμπαλάζ, περιτύλιγμα, packaging, wrapping, wrap
δώρο, δωράκι, γιορτή, ευχές, gift, present
δωροκάρτα, δωροεπιταγή, κάρτα δώρου, gift card, gift voucher, gift certificate
διεύθυνση, οδός, τοποθεσία, σπίτι, μετακόμιση, μετακόμισα, address, location, street, moved, move house
ταχυδρομικός κώδικας, ΤΚ, zip, postcode
τελωνείο, δασμοί, εκτελωνισμός, customs, duties, import tax
κανείς στο σπίτι, δεν με βρήκε, απουσία, not home, missed delivery
μεταφορά, μετακομίζω, transport, moving

# Paying
πληρωμή, πληρώνω, εξόφληση, εξοφλώ, ξοφλάω, payment, pay, settle, paid
τρόποι πληρωμής, πώς πληρώνω, μέθοδος πληρωμής, payment method, pay with, payment options, ways to pay
κάρτα, χρεωστική, πιστωτική, Visa, Mastercard, Maestro, Amex, American Express, προπληρωμένη, card, credit card, debit card, prepaid
μετρητά, αντικαταβολή, cash, cash on delivery, cod
αντικαταβολή, πληρωμή στον κούριερ, πληρωμή στην πόρτα, cash on delivery, cod, pay on delivery
τράπεζα, τραπεζικός, κατάθεση, έμβασμα, IBAN, λογαριασμός τράπεζας, μεταφορά χρημάτων, bank, bank transfer, wire, deposit, SEPA
κατάθεση, έμβασμα, transfer, deposit
PayPal, πορτοφόλι, ηλεκτρονικό πορτοφόλι, Apple Pay, Google Pay, Revolut, IRIS, Viva, Skrill, wallet, digital wallet
κρυπτονόμισμα, κρυπτό, bitcoin, ethereum, crypto, btc, cryptocurrency
δόσεις, άτοκες, λίγο λίγο, σταδιακά, Klarna, installments, instalments, pay later, pay monthly, financing
πάγια εντολή, αυτόματη χρέωση, αυτόματη πληρωμή, direct debit, automatic payment, autopay, standing order
απορρίφθηκε κάρτα, δεν περνάει κάρτα, δεν πέρασε πληρωμή, απόρριψη, declined, rejected, payment failed, payment error, did not go through, card refused
χρέωση, χρεώνω, χρεώθηκα, τραβήξατε, χρεώσατε, charge, charged, billed, debit
διπλή χρέωση, χρεώθηκα δύο φορές, διπλοχρέωση, charged twice, double charge, duplicate charge
ασφάλεια στην πληρωμή, ασφαλείς συναλλαγές, secure payment, safe to pay
συναλλαγή, κίνηση, transaction
νόμισμα, δολάρια, ευρώ, λίρες, currency, dollars, euros, pounds
προκαταβολή, καπάρο, deposit, advance payment, down payment
χρωστάω, οφειλή, υπόλοιπο, ανεξόφλητο, owe, debt, balance, outstanding
λήξη κάρτας, έληξε η κάρτα, νέα κάρτα, expired card, update card, card details

# Prices
τιμή, κόστος, κοστίζει, κοστίζουν, πόσο κάνει, πόσο έχει, πόσο στοιχίζει, πόσο πάει, πόσο χρεώνετε, χρεώνετε, πόσα λεφτά, αξία, τιμοκατάλογος, price, cost, pricing, how much, fee, rates, charge, what do you charge, price list
έκπτωση, προσφορά, εκπτώσεις, προσφορές, φθηνότερα, discount, sale, offer, deal, promotion, cheaper, special offer
κουπόνι, εκπτωτικός κωδικός, κωδικός έκπτωσης, προωθητικός κωδικός, κωδικός προσφοράς, coupon, promo code, discount code, voucher, promotional code
φθηνό, οικονομικό, φτηνό, ακριβό, cheap, affordable, expensive
δωρεάν, τζάμπα, χωρίς χρέωση, ανέξοδα, free, free of charge, no cost, gratis
πόντοι, επιβράβευση, πιστότητα, κάρτα μέλους, points, rewards, loyalty, bonus points
εξαργύρωση, εξαργυρώνω, redeem
φόρος, ΦΠΑ, φορολογία, tax, VAT
προσφορά, προϋπολογισμός, εκτίμηση κόστους, quote, estimate, quotation
φοιτητής, φοιτητικό, μαθητής, σχολείο, πανεπιστήμιο, εκπαιδευτικοί, student, school, university, education, academic, teacher
φιλανθρωπία, μη κερδοσκοπικός, ΜΚΟ, σύλλογος, charity, nonprofit, non profit, ngo

# Invoices and receipts
τιμολόγιο, απόδειξη, παραστατικό, λογαριασμός πληρωμής, τιμολόγηση, invoice, receipt, bill, billing, proof of payment, proof of purchase
ΑΦΜ, ΔΟΥ, εφορία, επωνυμία, λογιστής, λογιστήριο, στοιχεία εταιρείας, tax number, VAT number, accountant, company details, tax office, τιμολόγιο, invoice
κόβω τιμολόγιο, έκδοση τιμολογίου, κοπεί στην επιχείρηση, issue invoice

# Subscriptions and plans
συνδρομή, συνδρομητής, μηνιαίο, ετήσιο, μηνιαία, ετήσια, subscription, membership, monthly, yearly, annual
πακέτο, πρόγραμμα, πλάνο, συνδρομή, plan, package, tier, subscription
αναβάθμιση, αναβαθμίζω, μεγαλύτερο πακέτο, ανώτερο, upgrade, bigger plan, higher plan
υποβάθμιση, υποβαθμίζω, μικρότερο πακέτο, κατώτερο, χαμηλότερο, κατεβαίνω, downgrade, smaller plan, lower plan
αλλαγή πακέτου, αλλαγή συνδρομής, άλλο πακέτο, αλλαγή προγράμματος, change plan, switch plan, another plan, upgrade, downgrade, αναβάθμιση, υποβάθμιση
ανανέωση, ανανεώνω, ανανεώνεται, λήγει, λήξη, renewal, renew, expire, expiry, auto renew
δοκιμή, δοκιμάζω, δοκιμαστική, trial, try, demo, test
δέσμευση, συμβόλαιο, δεσμεύομαι, commitment, contract, lock in
μήνας, μηνιαίως, μήνα, month, monthly, per month
χρόνος, έτος, ετησίως, year, yearly, annually
θέσεις, χρήστες, άδειες χρήσης, seats, users, licences, licenses
όριο, περιορισμός, πόσα μπορώ, μέγιστο, limit, maximum, quota, max, restriction
premium, pro, business, επαγγελματικό πακέτο
βασικό πακέτο, απλό πακέτο, starter, basic plan
παγώνω, αναστολή, προσωρινή διακοπή, pause, freeze, suspend, hold

# Choosing and comparing
σύγκριση, συγκρίνω, διαφορά, διαφορές, διαφέρει, ποιο να διαλέξω, ποιο να πάρω, ποιο συμφέρει, compare, comparison, difference, versus, vs, which one
επιλογή, επιλέγω, διαλέγω, προτιμώ, choose, pick, select, option, decide
χαρακτηριστικά, λειτουργίες, δυνατότητες, τι περιλαμβάνει, features, functions, capabilities, included, what is included
υπηρεσίες, προσφέρετε, παρέχετε, προϊόντα, ασχολείστε, δραστηριότητα, λύσεις, services, offer, provide, solutions, products
προδιαγραφές, απαιτήσεις, συμβατότητα, συμβατό, requirements, specifications, compatible, compatibility, supported, minimum, run on
ποιότητα, υλικό, ύφασμα, σύνθεση, material, fabric, quality, made of
γνήσιο, αυθεντικό, μαϊμού, απομίμηση, genuine, authentic, original, fake
μέγεθος, νούμερο, μεγέθη, μεγεθολόγιο, διαστάσεις, φαρδύ, στενό, μικρό, size, sizing, fit, measurements, dimensions, size chart, too small, too big
χρώμα, απόχρωση, colour, color, shade
πλύσιμο, πλένω, πλένεται, πλυντήριο, καθαρισμός, φροντίδα, σίδερο, wash, washing, clean, care
συστατικά, περιεχόμενο, αλλεργία, γλουτένη, vegan, ingredients, allergy, allergens, gluten

# Faults and guarantee
εγγύηση, εγγυημένο, καλύπτει, κάλυψη, guarantee, warranty, coverage, cover
ελαττωματικό, χαλασμένο, σπασμένο, σκισμένο, σκίστηκε, κατεστραμμένο, ελάττωμα, χαλάει, έσπασε, χάλασε, faulty, defective, damaged, broken, torn, scratched, cracked
λάθος προϊόν, άλλο προϊόν, άλλο χρώμα, μου στείλατε άλλο, λείπει, wrong item, wrong product, missing item, incorrect item
επισκευή, επισκευάζω, σέρβις, service, φτιάξετε, repair, fix, mend
συντήρηση, maintenance
ανταλλακτικά, εξαρτήματα, αξεσουάρ, spare parts, parts, accessories
πρόβλημα, θέμα, ζήτημα, δυσκολία, problem, issue, trouble, difficulty
σφάλμα, λάθος, βλάβη, κόλλησε, κολλάει, χάλασε, bug, error, glitch, fault, defect, failure
δεν δουλεύει, δεν λειτουργεί, δεν ανοίγει, δεν φορτώνει, δεν μπαίνει, σταμάτησε να δουλεύει, εκτός λειτουργίας, πρόβλημα, not working, does not work, doesnt work, broken, not loading, wont open, nothing loads, does not open
αναφορά, αναφέρω, δηλώνω, δήλωση, ενημερώνω, report, notify
αργό, σέρνεται, αργεί, κολλάει, slow, lag, lagging, freezes, freeze, hangs, hang, performance, loading slowly
κρασάρει, κλείνει μόνο, crash, crashes, crashing, closes
εκτός λειτουργίας, πεσμένο, έπεσε, διακοπή λειτουργίας, down, outage, offline, unavailable, incident, service status
παράπονο, καταγγελία, δυσαρεστημένος, διαμαρτυρία, απαράδεκτο, complaint, complain, unhappy, dissatisfied
πρόταση, ιδέα, σχόλια, γνώμη, αξιολόγηση, κριτική, suggestion, suggest, idea, feedback, improvement, feature request, review, propose, roadmap
στιγμιότυπο, φωτογραφία, screenshot, photo, picture, image

# Accounts
λογαριασμός, προφίλ, ακάουντ, account, profile, user
δημιουργία λογαριασμού, εγγραφή, εγγράφομαι, γράφομαι, γραφτώ, γράφτηκα, άνοιγμα λογαριασμού, ανοίγω λογαριασμό, φτιάχνω λογαριασμό, κάνω λογαριασμό, νέος χρήστης, νέο μέλος, γίνω μέλος, γίνομαι μέλος, sign up, register, registration, join, new account, open account, enroll
δημιουργώ, φτιάχνω, δημιουργία, κατασκευή, create, make, build, set up, new
επισκέπτης, χωρίς εγγραφή, χωρίς λογαριασμό, guest, without account
μέλος, μέλη, member, members
σύνδεση, συνδέομαι, συνδεθώ, μπαίνω, μπω, μπει, μπήκε, είσοδος, πρόσβαση, λογκιν, log in, login, sign in, signin, logon, access, enter
δεν μπορώ να συνδεθώ, δεν μπορώ να μπω, δεν με αφήνει να μπω, κλειδώθηκα, cannot log in, cant log in, cant sign in, cannot sign in, locked out, password, κωδικός, login problem, ξέχασα κωδικό, forgot password, forgotten password, πρόβλημα σύνδεσης, σύνδεση, sign in
αποσύνδεση, έξοδος, log out, logout, sign out
κωδικός πρόσβασης, κωδικός, συνθηματικό, πάσγουορντ, password, passcode, passphrase, credentials, pin
ξέχασα, ξεχνάω, ξεχάσει, δεν θυμάμαι, χάνω τον κωδικό, έχασα τον κωδικό, υπενθύμιση, forgot, forgotten, dont remember, lost password, reset
επαναφορά, επαναφέρω, ανάκτηση, ανακτώ, reset, recover, recovery, restore
όνομα χρήστη, ψευδώνυμο, username, user name, nickname
επιβεβαίωση, επαλήθευση, επιβεβαιώνω, επαληθεύω, ενεργοποίηση, confirm, confirmation, verify, verification, activate, activation
δεν ήρθε email, δεν έλαβα email, ανεπιθύμητα, spam, junk, no email, did not receive email
διαγραφή λογαριασμού, κλείσιμο λογαριασμού, κλείνω λογαριασμό, σβήνω λογαριασμό, κατάργηση λογαριασμού, φεύγω, delete account, close account, remove account, deactivate account, erase, leave
διαγραφή, διαγράφω, σβήνω, σβήσιμο, κατάργηση, καταργώ, καταργήσω, απενεργοποίηση, delete, remove, erase, deactivate, clear, deletion
απεγγραφή, διαγραφή από λίστα, σταματήστε να μου στέλνετε, δεν θέλω email, unsubscribe, opt out, stop sending, stop emails
στοιχεία, προσωπικά στοιχεία, πληροφορίες, δεδομένα, details, information, personal details, info, data
όνομα, επώνυμο, επίθετο, ονοματεπώνυμο, name, surname, last name
τηλέφωνο, κινητό, σταθερό, αριθμός τηλεφώνου, καλέσω, καλώ, κλήση, τηλεφωνώ, πάρω τηλέφωνο, phone, telephone, mobile, call, phone number, ring
email, mail, μέιλ, ιμέιλ, ηλεκτρονικό ταχυδρομείο, ηλεκτρονική διεύθυνση, e mail, inbox
δύο λογαριασμοί, άλλος λογαριασμός, περισσότεροι λογαριασμοί, πολλαπλοί λογαριασμοί, two accounts, second account, multiple accounts, another account, several accounts
δεύτερος, δύο, διπλό, πολλαπλός, second, two, multiple, double, several
κοινή χρήση, μοιράζομαι, κοινοποίηση, share, sharing, shared
πρόσκληση, προσκαλώ, προσθήκη χρήστη, συνάδελφος, ομάδα, invite, invitation, add user, colleague, teammate, add people, coworker, team
ρόλοι, δικαιώματα χρήστη, διαχειριστής, άδεια, permissions, roles, admin, administrator, private, rights, visible, who can see
μεταβίβαση, μεταφορά λογαριασμού, transfer ownership, hand over

# Security
ασφάλεια, ασφαλές, σίγουρο, προστασία, προστατεύω, φυλάω, άφοβα, φοβάμαι, safe, secure, security, protect, protection, safety
έλεγχος ταυτότητας, ταυτοποίηση, διπλός έλεγχος, δύο παράγοντες, 2FA, MFA, OTP, authenticator, two factor, two step, two step verification, authentication, κωδικός στο κινητό, second step, verification code
ύποπτο, περίεργο, άγνωστο, παράξενο, ασυνήθιστο, suspicious, strange, unusual, unknown, weird
παραβίαση, χάκαρε, χακάρω, χάκερ, χακαρισμένος, χάκαραν, κλοπή λογαριασμού, έκλεψαν, υπέκλεψαν, εισβολή, hack, hacked, hacker, compromised, breach, stolen, someone else
κάποιος άλλος μπήκε, μπήκε στον λογαριασμό, ξένος στον λογαριασμό, χρησιμοποιεί τον λογαριασμό, someone else logged in, hacked, ύποπτη δραστηριότητα, suspicious activity
απάτη, απατεώνας, phishing, ψάρεμα, fraud, scam, fake email
κρυπτογράφηση, κρυπτογραφημένο, SSL, encryption, encrypted, https
σύνδεση από άλλη συσκευή, συσκευή, συσκευές, device, devices
αντίγραφο ασφαλείας, αντίγραφα, backup, backups, back up
μπλοκάρω, μπλοκάρισμα, κλειδώνω, αποκλεισμός, block, blocked, ban, banned, lock

# Privacy
προσωπικό απόρρητο, δεδομένα, απόρρητο, ιδιωτικότητα, στοιχεία μου, privacy, personal data, data protection, confidentiality, data
GDPR, ΓΚΠΔ, privacy, κανονισμός προστασίας δεδομένων, DPO, DPA, data processing, compliance, compliant, data protection
δικαιώματα, δικαίωμα, rights, right, entitled
τρίτοι, τρίτους, συνεργάτες, διαφημιστές, άλλες εταιρείες, third parties, third party, partners, advertisers, other companies
πουλάτε, πωλούμε, πώληση, πουλάω, sell, selling, sold
μοιράζεστε, δίνετε, κοινοποιείτε, διαρροή, διαρρεύσει, share, disclose, give away, leak
cookies, μπισκότα, παρακολούθηση, cookie
αποθήκευση, αποθηκεύω, κρατάτε, φυλάσσονται, αποθηκεύονται, διακομιστής, server, store, stored, storage, keep, hosted, hosting, data centre
ποιος βλέπει, πρόσβαση στα στοιχεία, who sees, who can see, access
αντίγραφο δεδομένων, εξαγωγή δεδομένων, φορητότητα, εξάγω, κατεβάζω δεδομένα, τι ξέρετε για μένα, export, portability, copy of my data, download data, take my data, get data out, backup
λήθη, σβήσιμο στοιχείων, forgotten, erasure, erase, delete data
όροι χρήσης, όροι, πολιτική, κανόνες, κανονισμός, terms, conditions, policy, rules
συγκατάθεση, συναίνεση, άδεια, consent, permission
αντίρρηση, εναντίωση, objection, object

# Reaching people
επικοινωνία, επικοινωνώ, μιλήσω, μιλάω, ρωτήσω, εξυπηρέτηση, βρω κάποιον, contact, get in touch, reach, talk, speak, customer service
άνθρωπος, εκπρόσωπος, υπάλληλος, σύμβουλος, υπεύθυνος, πράκτορας, human, person, agent, representative, someone, real person, somebody, operator
υποστήριξη, εξυπηρέτηση, βοήθεια, βοηθάω, βοηθήσετε, σαπόρτ, support, help, assistance, helpdesk, customer service
τεχνικός, τεχνική, technician, technical, tech support, engineer
συνομιλία, τσατ, τσάτ, chat, μιλήσω ζωντανά, messenger, conversation, live
φόρμα, αίτημα, αίτηση, δελτίο, form, request, ticket, application
απάντηση, απαντάω, απαντήσετε, απόκριση, ανταπόκριση, απαντάτε, answer, reply, respond, response, hear back
αναμονή, περιμένω, περιμένουμε, χρόνος αναμονής, ουρά, waiting, wait, queue, waiting time
ώρες λειτουργίας, ωράριο, ώρες, ώρα, πότε ανοίγετε, τι ώρα, ανοιχτά, ανοιχτό, κλειστά, ανοίγετε, κλείνετε, δουλεύετε, λειτουργείτε, λειτουργούν, opening hours, hours, open, closed, schedule, working hours, business hours, closing time
Σάββατο, Κυριακή, Σαββατοκύριακο, weekend, Saturday, Sunday
Δευτέρα, Παρασκευή, καθημερινές, weekdays, Monday, Friday
αργία, αργίες, γιορτές, γιορτή, Πάσχα, Χριστούγεννα, Δεκαπενταύγουστος, διακοπές, holiday, holidays, bank holiday, Christmas, Easter
κατάστημα, μαγαζί, καταστήματα, υποκατάστημα, showroom, store, shop, branch, stores
πού βρίσκεστε, πού είστε, διεύθυνση, χάρτης, έδρα, where are you, location, address, map, headquarters, based, directions
στάθμευση, πάρκινγκ, parking
ΑμεΑ, αναπηρία, αναπηρικό, προσβασιμότητα, αμαξίδιο, accessible, accessibility, wheelchair, disabled, disability
ποιοι είμαστε, σχετικά με εμάς, εταιρεία, ιστορία, ιδρύθηκε, ιδρυθήκατε, who are you, who are we, company, history, founded, about
εταιρεία, εταιρία, επιχείρηση, φίρμα, οργανισμός, company, business, firm, enterprise, organisation
ιδιώτης, ιδιώτες, φυσικό πρόσωπο, απλός πολίτης, individual, private person, consumer, personal use
ελεύθερος επαγγελματίας, επαγγελματίας, ατομική επιχείρηση, freelancer, self employed, sole trader, professional
πελάτης, πελάτες, καταναλωτής, customer, client, buyer, clients
συνεργασία, συνεργάζομαι, συνεργαστώ, συνεργάτης, αντιπρόσωπος, partnership, collaborate, partner, affiliate, work with, cooperation
πωλήσεις, εμπορικό τμήμα, πωλητής, sales, sales team
θέσεις εργασίας, πρόσληψη, προσλαμβάνετε, βιογραφικό, καριέρα, δουλειά, προσλήψεις, jobs, hiring, careers, job, vacancy, vacancies, CV, recruitment, employment
δημοσιογράφος, τύπος, press, media
κοινότητα, φόρουμ, ομάδα χρηστών, community, forum

# Learning
οδηγός, οδηγίες, εγχειρίδιο, τεκμηρίωση, βοήθημα, manual, guide, instructions, documentation, docs, handbook, how to, tutorial
βίντεο, βιντεάκι, video, videos, clip, tutorial
σεμινάριο, μάθημα, μαθήματα, webinar, διαδικτυακό σεμινάριο, course, lesson, class, seminar, workshop, courses, tutorial
εκπαίδευση, εκπαιδεύω, κατάρτιση, μάθω, μάθει, μάθουμε, μαθαίνω, εκπαιδευτής, μάθημα, training, train, learn, teach, trainer, onboarding
προσωπικό, υπάλληλοι, εργαζόμενοι, ομάδα, staff, employees, team, personnel, workers
στον χώρο σας, στον χώρο μας, επιτόπου, επιτόπια, έρθει κάποιος, στο γραφείο, on site, onsite, premises, in person, at our office
έναρξη, ξεκινώ, ξεκινάω, αρχίζω, αρχή, πρώτο βήμα, αρχάριος, πρώτη φορά, getting started, start, begin, first steps, beginner, setup, introduction
χρήση, χρησιμοποιώ, λειτουργεί, δουλεύει, use, using, usage, works, operate
εγκατάσταση, εγκαθιστώ, στήνω, στήσιμο, κατεβάζω, κατέβασμα, install, installation, set up, setup, download
ρύθμιση, ρυθμίσεις, διαμόρφωση, παραμετροποίηση, προσαρμογή, settings, configure, configuration, preferences, options, setup
ερωτήσεις, απορία, ερώτηση, ρωτάω, question, questions, faq, ask

# Made to measure and connecting
εξατομικευμένο, προσαρμοσμένο, προσαρμογή, στα μέτρα, φτιαγμένο για εμάς, ειδικά για εμάς, custom, customised, customized, tailored, bespoke, made to measure, personalised, custom made
ενσωμάτωση, διασύνδεση, σύνδεση με άλλο πρόγραμμα, συνδέεται με, συνεργάζεται με, API, ERP, plugin, integration, integrate, integrations, connect, webhook, connector, developers
εισαγωγή, μεταφέρω, μετάβαση, από άλλο πρόγραμμα, import, migrate, migration, move over, bring over, switch from, csv, transfer
εξαγωγή, κατεβάζω, export, download, extract
έργο, πρότζεκτ, project, projects
συγχρονισμός, συγχρονίζω, sync, synchronise, synchronize
ημερολόγιο, calendar, agenda, ical, outlook, due dates, deadlines

# Apps and screens
εφαρμογή, πρόγραμμα, λογισμικό, άπλικεισον, app, application, software, program, tool
ιστοσελίδα, σελίδα, σάιτ, ιστότοπος, site, website, page, webpage
υπολογιστής, λάπτοπ, windows, mac, linux, computer, laptop, desktop, pc, macos
κινητό, τάμπλετ, android, iphone, smartphone, mobile, phone, tablet, ios
περιηγητής, πρόγραμμα περιήγησης, φυλλομετρητής, browser, chrome, safari, firefox, edge
γλώσσα, ελληνικά, αγγλικά, γερμανικά, language, english, greek, german, french, spanish, translation, translate
ειδοποίηση, ειδοποιήσεις, υπενθύμιση, notification, notifications, alerts, reminder, too many emails
ενημερωτικό, νιουσλέτερ, διαφημιστικά, προωθητικά, newsletter, unsubscribe, απεγγραφή, marketing, promotional emails, διαφημίσεις, ads, advertising
αρχείο, αρχεία, συνημμένο, ανέβασμα, ανεβάζω, έγγραφο, file, files, attachment, attachments, upload, document
χωρίς ίντερνετ, χωρίς σύνδεση, ίντερνετ, διαδίκτυο, offline, without internet, no internet, wifi, no wifi, internet, connection, on a plane
συντομεύσεις, πληκτρολόγιο, shortcuts, hotkeys, keyboard, keyboard shortcuts, keys
εκτύπωση, τυπώνω, εκτυπώνω, print, printing, printer
αναζήτηση, ψάχνω, βρίσκω, βρω, search, find, look for
κατά λάθος, έσβησα, undo, by accident, accidentally, restore, bin, trash, recover, deleted, recycle
αναφορές, στατιστικά, ανάλυση, reports, statistics, analytics, report
χρονόμετρο, ώρες εργασίας, timer, timesheet, time tracking, track time, hours
πρότυπο, υπόδειγμα, template, templates
έκδοση, νέα έκδοση, version, release, latest
ενεργοποίηση, ενεργοποιώ, ανοίγω, ανάβω, enable, turn on, switch on, activate
απενεργοποίηση, απενεργοποιώ, κλείνω, σβήνω, disable, turn off, switch off, deactivate
χώρος, αποθηκευτικός χώρος, μνήμη, storage, space, memory, gb
σκοτεινό, θέμα, εμφάνιση, dark mode, theme, appearance
σκανάρω, barcode, QR, scan
οθόνη, screen, display

# Appointments and bookings
ραντεβού, συνάντηση, κλείσιμο ραντεβού, κλείνω ραντεβού, appointment, meeting, book, schedule, slot
κράτηση, κλείνω, κρατήσεις, κάνω κράτηση, booking, reservation, book, reserve, reservations
αναβολή, μεταφορά ραντεβού, αλλαγή ημερομηνίας, αλλαγή ώρας, reschedule, postpone, change date
ημερομηνία, μέρα, date, day
δωμάτιο, διανυκτέρευση, room, night, stay
άφιξη, check in, τσεκ ιν, arrival
αναχώρηση, check out, departure
εισιτήριο, εισιτήρια, θέση, ticket, tickets, seat, admission
άτομα, παιδιά, οικογένεια, people, children, kids, family, persons
κατοικίδιο, σκύλος, γάτα, pet, pets, dog, cat
πρωινό, φαγητό, γεύμα, breakfast, food, meal
γιατρός, εξέταση, εξετάσεις, αποτελέσματα, doctor, exam, test results
ασφάλεια ταξιδιού, ασφάλιση, ασφαλιστήριο, insurance, insured
δίπλωμα, ταυτότητα, διαβατήριο, δικαιολογητικά, έγγραφα, licence, passport, ID, identity card, documents, papers
ηλικία, χρονών, ανήλικος, age, minor, adult
ποινή, πρόστιμο, καθυστέρηση πληρωμής, penalty, fine, late fee
πιστοποιητικό, βεβαίωση, certificate, certification
αίτηση, υποβολή, υποβάλλω, apply, application, submit
περιβάλλον, ανακύκλωση, οικολογικό, environment, recycling, eco, sustainable
διαγωνισμός, κλήρωση, contest, competition, giveaway
πρώτη παραγγελία, νέος πελάτης, first order, new customer
περιοχή, περιοχές, πόλη, εξυπηρετείτε, area, region, city, coverage
βάρος, κιλά, weight, heavy, kg
εκδήλωση, event, events, εκδηλώσεις
γιατί, λόγος, αιτία, reason, why

# More of shops
ταίριασμα τιμής, βρήκα φθηνότερα, price match, lower price elsewhere, cheaper elsewhere
ετικέτα επιστροφής, φόρμα επιστροφής, return label, return form
επιστροφικά έξοδα, έξοδα επιστροφής, χρέωση επιστροφής, return cost, return shipping, who pays for return
προθεσμία επιστροφής, μέσα σε πόσες μέρες, return period, return window, days to return
έφτασε μισό, λείπει κομμάτι, ελλιπής, incomplete, missing part, half my order
δεν λειτουργεί ο κωδικός, δεν δέχεται τον κωδικό, coupon not working, code not working, code invalid, κουπόνι
ιστορικό παραγγελιών, παλιές παραγγελίες, order history, past orders, previous orders
επανάληψη παραγγελίας, reorder, order again
συναρμολόγηση, συναρμολογώ, μοντάρισμα, assembly, assemble, put together
ηλεκτρική συσκευή, μπαταρία, φορτιστής, battery, charger, power, charging
ανακύκλωση παλιάς συσκευής, παλιά συσκευή, old appliance, take away old, recycling
ώρα παράδοσης, απόγευμα, πρωί, ραντεβού παράδοσης, time slot, delivery slot, evening delivery, choose delivery time
όροφος, ανέβασμα στον όροφο, floor, upstairs, carry up
αλλαγή διεύθυνσης παράδοσης, λάθος διεύθυνση, wrong address, change delivery address, different address
φρέσκο, ημερομηνία λήξης, διατήρηση, fresh, best before, expiry date, shelf life
δοκιμάζω πριν αγοράσω, πρόβα, try on, fitting
καινούργια προϊόντα, νέες παραλαβές, new arrivals, new collection
κατάλογος, τιμοκατάλογος, catalogue, catalog, brochure
δείγμα, δείγματα, sample, samples
χάραξη, όνομα πάνω, engraving, personalise, monogram
λίστα επιθυμιών, αγαπημένα, wishlist, favourites, favorites
εξουσιοδότηση, να παραλάβει άλλος, someone else collect, another person, on my behalf
σακούλα, τσάντα, bag
τηλεφωνική παραγγελία, παραγγελία τηλεφωνικά, order by phone, phone order
ζημιά στη μεταφορά, σπασμένο στη μεταφορά, damaged in transit, arrived broken, arrived damaged

# More of programs
χώρος εργασίας, workspace, organisation, organization, team space
μοναδική σύνδεση, SSO, SAML, single sign on, okta, google login, sign in with google
αρχείο καταγραφής, ιστορικό ενεργειών, audit log, activity log, log, history
εκδόσεις, αλλαγές έκδοσης, changelog, release notes, whats new, what is new
ενημέρωση προγράμματος, update, upgrade app, new version, latest version
αρχειοθέτηση, αρχειοθετώ, archive, archived, unarchive
αντιγραφή, αντίγραφο, διπλότυπο, copy, duplicate, clone
συγχώνευση, merge, combine
ετικέτες, κατηγορίες, tags, labels, categories
φίλτρα, ταξινόμηση, filter, filters, sort, sorting
αυτοματισμός, αυτόματα, automation, automate, automatic, automatically, rules, workflow
επαναλαμβανόμενο, recurring, repeat, repeating
πίνακας ελέγχου, πίνακας, dashboard, overview, board
προσαρμοσμένα πεδία, πεδία, custom fields, fields
σχόλια, αναφέρω συνάδελφο, comments, comment, mention
εργασία, εργασίες, task, tasks, to do, todo
προθεσμίες, ημερομηνία παράδοσης, due date, due dates, deadline, deadlines
λογότυπο, εταιρική ταυτότητα, logo, branding, brand, white label
όνομα τομέα, domain, custom domain, subdomain, url
ζώνη ώρας, μορφή ημερομηνίας, time zone, timezone, date format
κλειδί API, token, api key, access token, rest api, developers, documentation
όριο κλήσεων, rate limit, requests per minute, limit
δοκιμαστικό περιβάλλον, sandbox, test environment, staging
διαθεσιμότητα υπηρεσίας, uptime, reliability, sla, availability
πιστοποίηση, SOC, ISO, certified, certification, audit, compliance
υπεργολάβοι, subprocessors, subcontractors, vendors
κέντρο δεδομένων, τοποθεσία δεδομένων, data center, data centre, data residency, where is data, hosted, servers, server location
διαγραφή χώρου εργασίας, delete workspace, remove workspace, close workspace
ιδιοκτήτης, αλλαγή ιδιοκτήτη, owner, ownership, transfer, hand over
αφαίρεση χρήστη, remove user, remove member, delete user, offboard, someone left
επισκέπτες, εξωτερικός συνεργάτης, guest, guests, external, client access, outside, customer
μόνο ανάγνωση, read only, view only, viewer, view
δημόσιος σύνδεσμος, public link, share link, link
μαζική αλλαγή, bulk, many at once, batch
μορφές αρχείων, τύποι αρχείων, file types, formats, pdf, csv, excel, spreadsheet
μέγεθος αρχείου, file size, too large, upload limit, attachment size
κωδικοί μιας χρήσης, recovery codes, backup codes, lost my phone, new phone
άκυρος σύνδεσμος, έληξε ο σύνδεσμος, link expired, expired link, invalid link
μαύρη οθόνη, λευκή οθόνη, blank page, white screen, empty page
μηνύματα λάθους, κωδικός σφάλματος, error message, error code
καθάρισμα μνήμης, cache, clear cache, cookies, reload, refresh
επανεκκίνηση, restart, reinstall, reboot
απεγκατάσταση, uninstall, remove app
παλιός υπολογιστής, old computer, old laptop, old version, requirements
ομαδικές εκπτώσεις, έκπτωση όγκου, volume discount, many users, enterprise, large team
εντολή αγοράς, purchase order, po number
αλλαγή κάρτας, αλλαγή τρόπου πληρωμής, change card, update payment, new card, billing details, payment details
απλήρωτο, ανεξόφλητος λογαριασμός, overdue, unpaid, past due
ετήσια πληρωμή, πληρωμή τον χρόνο, annual billing, pay yearly, yearly discount
επίδειξη, παρουσίαση, demo, demonstration, walkthrough, show me
οδικός χάρτης, μελλοντικά σχέδια, roadmap, upcoming, planned, coming soon, future
εναλλακτική, ανταγωνιστής, alternative, competitor, better than

# Other trades
μαθητής, σπουδαστής, εγγραφή σε μάθημα, enrol, enrolment, class, student
δίδακτρα, κόστος μαθήματος, tuition, course fee, fees
γυμναστήριο, προπόνηση, gym, workout, trainer
ταξίδι, πτήση, αποσκευή, βαλίτσα, flight, luggage, baggage, trip, travel
κράτηση τραπεζιού, τραπέζι, table, restaurant booking
παιδικό, μωρό, καρότσι, baby, infant, stroller
ιατρικός φάκελος, συνταγή γιατρού, γνωμάτευση, prescription, medical record, referral
αναβολή ραντεβού, ακύρωση ραντεβού, cancel appointment, reschedule, move appointment
ασφαλιστικό ταμείο, ΕΟΠΥΥ, insurance cover, health insurance
ρεύμα, παροχή ρεύματος, electricity, supply
ίντερνετ στο σπίτι, router, ρούτερ, μόντεμ, broadband, modem, wifi password
αλλαγή παρόχου, φορητότητα αριθμού, switch provider, keep my number, port number
διακοπή ρεύματος, βλάβη γραμμής, no signal, line fault, power cut
σύνταξη, επίδομα, pension, benefit
κτίριο, ενοίκιο, μισθωτήριο, rent, lease, tenant
εγγύηση ενοικίου, προκαταβολή, security deposit, deposit
όχημα, αυτοκίνητο, πινακίδα, car, vehicle, rental, plate
καύσιμο, βενζίνη, χιλιόμετρα, fuel, mileage
πισίνα, παραλία, σπα, pool, beach, spa

# What else is asked of programs
φωτογραφία προφίλ, εικόνα προφίλ, avatar, profile picture, profile photo, picture
έξοδος από όλες τις συσκευές, log out everywhere, sign out everywhere, active sessions, sessions, signed in devices
email επιβεβαίωσης, email ενεργοποίησης, verification email, confirmation email, activation email, email not arriving
επόμενη χρέωση, πότε χρεώνομαι, ημερομηνία χρέωσης, next payment, next charge, when will i be charged, billing date, renewal date, billing cycle
σύσταση φίλου, φέρε έναν φίλο, referral, refer a friend, invite a friend, affiliate
σίγαση, αθόρυβο, mute, silence, snooze, do not disturb, turn off notifications, notifications, too many notifications
Slack, Teams, Zapier, Google Drive, Dropbox, integrations, integration, connect
ενσωμάτωση σε ιστοσελίδα, embed, iframe, on my website
SCIM, provisioning, active directory, single sign on, SSO
ιστορικό εκδόσεων, προηγούμενη έκδοση, version history, previous version, revert, roll back
πρόσθετο, επέκταση, extension, add on, addon, plugin
App Store, Google Play, mobile app, phone app, on my phone, ios, android, ipad
δωρεάν έκδοση, δωρεάν πακέτο, free plan, free version, free tier
διάγραμμα, χρονοδιάγραμμα, timeline, gantt, chart, schedule
υποεργασία, λίστα ελέγχου, subtask, subtasks, checklist
ανάθεση, αναθέτω, υπεύθυνος, assign, assignee, responsible
στόχος, ορόσημο, goal, goals, milestone
προώθηση email, forward email, email to task, by email
απεριόριστα, πόσους χρήστες, πόσα έργα, unlimited, how many users, how many projects, limit, limits
ευπάθεια, κενό ασφαλείας, vulnerability, security bug, penetration test, responsible disclosure
χαμένο κινητό, άλλαξα κινητό, lost phone, lost my phone, new phone, stolen phone, changed phone
κρυφό, ορατό, hidden, visible, invisible, hide, show
μετακίνηση, μετακινώ, move, drag, reorder
ομάδες, τμήματα, groups, teams, departments
νομικά, σύμβαση, agreement, contract, legal, msa
παρουσίαση, εισαγωγικό μάθημα, onboarding, introduction, getting started, tour

# What else is asked of shops
δεν μου κάνει, δεν μου χωράει, μου είναι μικρό, μου είναι μεγάλο, αλλαγή μεγέθους, άλλο νούμερο, does not fit, doesnt fit, wrong size, exchange size
ACS, ΕΛΤΑ, Speedex, Γενική Ταχυδρομική, DHL, UPS, κούριερ, courier, carrier, εταιρεία ταχυμεταφορών
αδιάβροχο, βροχή, waterproof, water resistant
προέλευση, κατασκευάζονται, πού φτιάχνονται, origin, made in, manufactured, where is it made
μπόνους γενεθλίων, γενέθλια, birthday
απόδειξη αλλαγής, gift receipt, χωρίς απόδειξη, without receipt
υπόλοιπο δωροκάρτας, gift card balance
έκπτωση πρώτης αγοράς, έκπτωση newsletter, welcome discount, first order discount, κουπόνι
πόσες μέρες έχω, διορία, days do i have, time limit
δεν ολοκληρώνεται η παραγγελία, πρόβλημα στο ταμείο, checkout problem, cannot place order, order failed
επιβεβαίωση παραγγελίας, order confirmation, confirmation email
κατεβαίνει η τιμή, πότε έχετε εκπτώσεις, black friday, sales, εκπτώσεις
`

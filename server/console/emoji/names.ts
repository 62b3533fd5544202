// Emoji with their names: in English as they are typed, the first of them first (gemoji 8.1.0), and in Greek (Unicode
// CLDR 45, annotations); those that one answers people with.

export const emoji = `
😀 grinning,smile,happy|πλατύ χαμόγελο,σαρκασμός; 😃 smiley,happy,joy,haha,grinning,big,eyes|πλατύ χαμόγελο με μεγάλα μάτια,ανοιχτό,στόμα,χαμόγελο
😄 smile,happy,joy,laugh,pleased,grinning,smiling|πλατύ χαμόγελο με γελαστά μάτια,ανοιχτό,μάτι,στόμα,χαμόγελο; 😁 grin,beaming,smiling,eyes|περιχαρές πρόσωπο με γελαστά μάτια,μάτι,σαρκασμός,χαμόγελο
😆 laughing,satisfied,happy,haha,grinning,squinting|πλατύ χαμόγελο με κλειστά μάτια,ανοιχτό,γέλιο,ικανοποίηση,στόμα,χαμόγελο; 😅 sweat_smile,hot,grinning,sweat|πλατύ χαμόγελο και κρύος ιδρώτας,ανοιχτό,ιδρώτας,κρύος,χαμόγελο
🤣 rofl,lol,laughing,rolling,on,floor|ξεκαρδίζομαι,γέλιο,δυνατό γέλιο,ξεκάρδισμα; 😂 joy,tears|κλαίω από χαρά,γέλιο,δάκρυ,χαρά
🙂 slightly_smiling_face,slightly,smiling|ελαφρώς χαμογελαστό πρόσωπο,χαμόγελο; 🙃 upside_down_face,upside,down|αναποδογυρισμένο πρόσωπο,ανάποδο
🫠 melting_face,sarcasm,dread,melting|πρόσωπο που λιώνει,εξαφανίζομαι,εξαφάνιση,λιώνω,λιώσιμο,υγρό; 😉 wink,flirt,winking|κλείσιμο ματιού,κλείνω το μάτι
😊 blush,proud,smiling,eyes|χαμογελαστό πρόσωπο με γελαστά μάτια,κοκκινίζω,μάτι,χαμόγελο; 😇 innocent,angel,smiling,halo|χαμογελαστό πρόσωπο με φωτοστέφανο,άγγελος,αθώος,παραμύθι,φαντασία,φωτοστέφανο,χαμόγελο
🥰 smiling_face_with_three_hearts,love,smiling,hearts|χαμογελαστό προσωπάκι με καρδούλες,ερωτευμένος,καψούρα,λατρεύω; 😍 heart_eyes,love,crush,smiling,heart,eyes|χαμογελαστό πρόσωπο με μάτια καρδούλες,αγάπη,καρδιά,μάτι,χαμόγελο
🤩 star_struck,eyes,star,struck|βλέπω αστεράκια,αστέρι,γκριμάτσα,μάτια; 😘 kissing_heart,flirt,blowing,kiss|στέλνω φιλί,καρδιά,φιλί
😗 kissing|φιλώ,φιλί; ☺️ relaxed,blush,pleased,smiling|χαμογελαστό πρόσωπο,σκιαγράφημα,χαλαρό,χαμόγελο
😚 kissing_closed_eyes,kissing,closed,eyes|φιλώ με κλειστά μάτια,κλειστό,μάτι,φιλί; 😙 kissing_smiling_eyes,kissing,smiling,eyes|φιλώ με γελαστά μάτια,μάτι,φιλί,χαμόγελο
🥲 smiling_face_with_tear,smiling,tear|χαμογελαστό πρόσωπο με δάκρυ,ανακούφιση,δάκρυ,ευγνώμων,συγκινημένος,υπερήφανος,χαμόγελο; 😋 yum,tongue,lick,savoring,food|απολαμβάνω πεντανόστιμο φαγητό,απόλαυση,γιαμ,μιαμ,νόστιμο,χαμόγελο
😛 stuck_out_tongue,tongue|γλώσσα έξω,γλώσσα; 😜 stuck_out_tongue_winking_eye,prank,silly,winking,tongue|γλώσσα έξω με κλειστό μάτι,αστειεύομαι,γλώσσα,κλείνω το μάτι,μάτι
🤪 zany_face,goofy,wacky,zany|τρελή φάτσα,μάτι,μεγάλο,μικρό; 😝 stuck_out_tongue_closed_eyes,prank,squinting,tongue|γλώσσα έξω με κλειστά μάτια,απαίσιος,γεύση,γλώσσα,μάτι
🤑 money_mouth_face,rich,money,mouth|γλώσσα με λεφτά,στόμα,χρήματα; 🤗 hugs,smiling,open,hands|αγκαλιά,αγκαλιάζω
🤭 hand_over_mouth,quiet,whoops,hand,over,mouth|πρόσωπο με χέρι στο στόμα,ωχ; 🫢 face_with_open_eyes_and_hand_over_mouth,gasp,shock,open,eyes,hand,over|πρόσωπο με ανοιχτά μάτια και το χέρι πάνω στο στόμα,δέος,δυσπιστία,έκπληξη,ντροπή,ντροπιάζω,φοβισμένη
🫣 face_with_peeking_eye,peeking,eye|κρυφοκοίταγμα,καθήλωση,προσήλωση; 🤫 shushing_face,silence,quiet,shushing|πρόσωπο που κάνει σσσς,ησυχία
🤔 thinking|σκέφτομαι,σκεπτόμενος; 🫡 saluting_face,respect,saluting|πρόσωπο που χαιρετά στρατιωτικά,αντηλιά,ναι,οκ,στρατιώτης,χαιρετισμός
🤐 zipper_mouth_face,silence,hush,zipper,mouth|ερμητικά κλειστό στόμα,στόμα,φερμουάρ; 🤨 raised_eyebrow,suspicious,raised,eyebrow|πρόσωπο με σηκωμένο φρύδι,δύσπιστος,σκεπτικός
😐 neutral_face,meh,neutral|ουδέτερο πρόσωπο,ανέκφραστο,ουδέτερο; 😑 expressionless|ανέκφραστο πρόσωπο,ανέκφραστο,χωρίς έκφραση
😶 no_mouth,mute,silence,without,mouth|πρόσωπο χωρίς στόμα,ήσυχος,σιωπηλός,στόμα; 🫥 dotted_line_face,invisible,dotted,line|πρόσωπο σε διάστικτο κύκλο,αόρατος,απόκρυψη,εσωστρεφής,κατάθλιψη,στενοχώρια
😶‍🌫️ face_in_clouds,in,clouds|πρόσωπο στα σύννεφα,αφηρημένος,κεφάλι στα σύννεφα,πρόσωπο στην ομίχλη; 😏 smirk,smug,smirking|μειδίαμα
😒 unamused,meh|δυσαρέσκεια,δυσαρεστημένος; 🙄 roll_eyes,rolling,eyes|βλέμμα αποδοκιμασίας,αναποδογυριστά,μάτια
😬 grimacing|γκριμάτσα; 😮‍💨 face_exhaling,exhaling|πρόσωπο που ξεφυσάει,ανακούφιση,αναστενάζω,εκπνέω,ξεφυσάω,σφυρίζω,ψιθυρίζω
🤥 lying_face,liar,lying|φάτσα ψεύτη,πινόκιο,ψέμα; 🫨 shaking_face,shock,shaking|πρόσωπο που κουνιέται,δονείται,σεισμός,σοκ,τρέμει
😌 relieved,whew|ανακούφιση,ανακουφισμένος; 😔 pensive|περισυλλογή,αποκαρδιωμένος,στοχαστικός
😪 sleepy,tired|νυσταγμένο πρόσωπο,ύπνος; 🤤 drooling_face,drooling|σαλιαρίζω,σάλια
😴 sleeping,zzz|ύπνος,zzz; 😷 mask,sick,ill,medical|ιατρική μάσκα,άρρωστος,γιατρός,κρύωμα,μάσκα,φάρμακο
🤒 face_with_thermometer,sick,thermometer|πρόσωπο με θερμόμετρο,άρρωστος,ασθενής,θερμόμετρο; 🤕 face_with_head_bandage,hurt,head,bandage|επίδεσμος στο κεφάλι,επίδεσμος,τραύμα,χτυπημένος
🤢 nauseated_face,sick,barf,disgusted,nauseated|ανακατεύομαι,εμετός,ναυτία; 🤮 vomiting_face,barf,sick,vomiting|πρόσωπο που κάνει εμετό,εμετός
🤧 sneezing_face,achoo,sick,sneezing|φταρνίζομαι,υγεία,φτάρνισμα; 🥵 hot_face,heat,sweating,hot|ζεστό προσωπάκι,θερμοπληξία,πυρετός
🥶 cold_face,freezing,ice,cold|κρυώνω,κρύο,κρυοπάγημα,παγώνω; 🥴 woozy_face,groggy,woozy|ζαλισμένο προσωπάκι,ζαλισμένος,μεθυσμένος,πιωμένος,ψιλομεθυσμένος
😵 dizzy_face,crossed,out,eyes|ζαλάδα,ζαλισμένος; 😵‍💫 face_with_spiral_eyes,spiral,eyes|πρόσωπο με μάτια σπιράλ,ζαλάδα,πρόβλημα,πω,σπιράλ,υπνωτισμένο άτομο
🤯 exploding_head,mind,blown,exploding,head|κεφάλι που εκρήγνυται,σοκαρισμένος; 🤠 cowboy_hat_face,cowboy,hat|καουμπόης με καπέλο,καουμπόης,καουμπόισσα,καπέλο
🥳 partying_face,celebration,birthday,partying|προσωπάκι πάρτι,γιορτή,καπέλο,κόρνα,πάρτι; 🥸 disguised_face,disguised|μεταμφιεσμένο πρόσωπο,γυαλιά,ινκόγκνιτο,μεταμφίεση,μύτη
😎 sunglasses,cool,smiling|χαμογελαστό πρόσωπο με γυαλιά ηλίου,γυαλιά,γυαλιά ηλίου,ήλιος,καιρός,μάτι,οπτικά; 🤓 nerd_face,geek,glasses,nerd|σπασίκλας,φυτό
🧐 monocle_face,monocle|πρόσωπο με μονόκλ,ξενέρωτος; 😕 confused|σύγχυση,στοχαστικός
🫤 face_with_diagonal_mouth,confused,diagonal,mouth|πρόσωπο με διαγώνιο στόμα,αβεβαιότητα,απογοήτευση,σκεπτικισμός; 😟 worried,nervous|ανησυχία,ανήσυχος
🙁 slightly_frowning_face,slightly,frowning|ελαφρύ κατσούφιασμα,κατσουφιασμένος; ☹️ frowning_face,frowning|κατσούφιασμα,κατσουφιασμένος
😮 open_mouth,surprise,impressed,wow,open,mouth|ανοικτό στόμα,ανοιχτό,στόμα,συμπόνια; 😯 hushed,silence,speechless|έκπληκτο βλέμμα,άφωνος,έκπληκτος,συγκλονισμένος
😲 astonished,amazed,gasp|ξάφνιασμα,έκπληκτος,εντελώς,ξαφνιασμένος; 😳 flushed|κοκκινισμένο πρόσωπο,κοκκινισμένος,σαστισμένος
🥺 pleading_face,puppy,eyes,pleading|προσωπάκι παρακαλετό,βλέμμα κουταβιού,έλεος,ζητιανιά; 🥹 face_holding_back_tears,tears,gratitude,holding,back|πρόσωπο έτοιμο να κλάψει,αντίσταση,θλίψη,θυμός,κλάμα,υπερηφάνεια
😦 frowning,open,mouth|κατσούφιασμα με ανοικτό στόμα,ανοιχτό,κατσούφιασμα,στόμα; 😧 anguished,stunned|αγωνία,αγωνιώδης
😨 fearful,scared,shocked,oops|φόβος,τρομαγμένος,φοβισμένος; 😰 cold_sweat,nervous,anxious,sweat|ανοικτό στόμα και κρύος ιδρώτας,ανοιχτό,ιδρώτας,κρύος,μπλε,ξαφνικός,στόμα
😥 disappointed_relieved,phew,sweat,nervous,sad,but,relieved|λυπημένο αλλά ανακουφισμένο πρόσωπο,ανακουφισμένος,απογοητευμένος,ουφ; 😢 cry,sad,tear,crying|κλάμα,δάκρυ,στεναχωρημένος
😭 sob,sad,cry,bawling,loudly,crying|γοερό κλάμα,δάκρυ,κλάμα,λυγμός,στεναχωρημένος; 😱 scream,horror,shocked,screaming,in,fear|ουρλιαχτό φόβου,ανοιχτό στόμα,ουρλιαχτό,τρομαγμένος,φοβισμένος,φόβος
😖 confounded|σάστισμα,σαστισμένος; 😣 persevere,struggling,persevering|βλέμμα απόγνωσης,επιμένω
😞 disappointed,sad|απογοήτευση,απογοητευμένος; 😓 sweat,downcast|κρύος ιδρώτας,ιδρώτας,κρύος
😩 weary,tired|εξάντληση,εξαντλημένος,κουρασμένος; 😫 tired_face,upset,whine,tired|κουρασμένο πρόσωπο,κουρασμένος
🥱 yawning_face,yawning|πρόσωπο που χασμουριέται,βαριέμαι,κουρασμένος,χασμουριέμαι; 😤 triumph,smug,steam,from,nose|καπνοί από τη μύτη,θρίαμβος,καπνοί από τη μύτη,νικητής
😡 rage,pout,angry,enraged|οργή,θυμωμένος,κόκκινος,μορφασμός,οργισμένος; 😠 angry,mad,annoyed|θυμός,θυμωμένος,οργισμένος
🤬 cursing_face,foul,symbols,on,mouth|πρόσωπο με σύμβολα στο στόμα,βρίσιμο; 😈 smiling_imp,devil,evil,horns,smiling|χαμόγελο με κέρατα,κέρατα,παραμύθι,φαντασία,χαμόγελο
👿 imp,angry,devil,evil,horns|δαίμονας,διάβολος,παραμύθι,φαντασία; 💀 skull,dead,danger,poison|κρανίο,θάνατος,παραμύθι,τέρας
☠️ skull_and_crossbones,danger,pirate,skull,crossbones|κρανίο με κόκκαλα,θάνατος,νεκροκεφαλή,οστά χιαστί,τέρας; 💩 hankey,poop,shit,crap,pile,poo|περιττώματα,κακά,κόμικ,κόπρανα,κοπριά,τέρας
🤡 clown_face,clown|αστεία φάτσα,κλόουν; 👹 japanese_ogre,monster,ogre|τέρας,ιαπωνικό,παραμύθι,πλάσμα,φαντασία
👺 japanese_goblin,goblin|καλικάντζαρος,ιαπωνικό,παραμύθι,πλάσμα,τέρας,φαντασία; 👻 ghost,halloween|φάντασμα,παραμύθι,πλάσμα,τέρας,φαντασία
👽 alien,ufo|εξωγήινος,διάστημα,ούφο,παραμύθι,πλάσμα,τέρας,φαντασία; 👾 space_invader,game,retro,alien,monster|εξωγήινο τέρας,διάστημα,εξωγήινος,ούφο,παραμύθι,πλάσμα,τέρας
🤖 robot|ρομπότ,τέρας; 😺 smiley_cat,grinning,cat|γάτα με πλατύ χαμόγελο,ανοιχτό,γάτα,στόμα,χαμόγελο
😸 smile_cat,grinning,cat,smiling,eyes|γάτα με πλατύ χαμόγελο και γελαστά μάτια,γάτα,μάτι,πλατύ χαμόγελο,χαμόγελο; 😹 joy_cat,cat,tears,joy|γάτα που κλαίει από χαρά,γάτα,δάκρυ,χαρά
😻 heart_eyes_cat,smiling,cat,heart,eyes|γάτα που χαμογελάει με μάτια καρδούλες,αγάπη,γάτα,καρδιά,μάτι,χαμόγελο; 😼 smirk_cat,cat,wry,smile|γάτα που χαμογελάει ειρωνικά,γάτα,ειρωνικός,καυστικός,χαμόγελο
😽 kissing_cat,kissing,cat|γάτα που φιλάει με κλειστά μάτια,γάτα,μάτι,φιλί; 🙀 scream_cat,horror,weary,cat|έκπληκτη γάτα,γάτα,έκπληκτος,κουρασμένος
😿 crying_cat_face,sad,tear,crying,cat|γάτα που κλαίει,γάτα,δάκρυ,θλιμμένος,κλαίω; 😾 pouting_cat,pouting,cat|κατσουφιασμένη γάτα,γάτα
🙈 see_no_evil,monkey,blind,ignore,see,no,evil|κάνω πως δεν βλέπω,απαγορεύεται,απαγορευμένος,βλέπω,δεν,διαβολικός,κίνηση; 🙉 hear_no_evil,monkey,deaf,hear,no,evil|κάνω πως δεν ακούω,ακούω,απαγορεύεται,απαγορευμένος,δεν,διαβολικός,κίνηση
🙊 speak_no_evil,monkey,mute,hush,speak,no,evil|κάνω πως δεν μιλώ,απαγορεύεται,απαγορευμένος,δεν,διαβολικός,κίνηση,μαϊμού; 💌 love_letter,email,envelope,love,letter|ερωτικό γράμμα,αγάπη,γράμμα,έρωτας,καρδιά
💘 cupid,love,heart,arrow|καρδιά με βέλος,βέλος,έρωτας,καρδιά,ρομάντζο; 💝 gift_heart,chocolates,heart,ribbon|καρδιά με κορδέλα,βαλεντίνος,καρδιά,κορδέλα
💖 sparkling_heart,sparkling,heart|καρδιά που αστράφτει,αστράφτω,ενθουσιασμένος,καρδιά; 💗 heartpulse,growing,heart|καρδιά που μεγαλώνει,αυξανόμενος,ενθουσιασμένος,καρδιά,νευρικός,παλμός καρδιάς
💓 heartbeat,beating,heart|καρδιά που χτυπά,καρδιά,καρδιοχτύπι,πάλλεται,χτυπά; 💞 revolving_hearts,revolving,hearts|καρδιές που γυρίζουν,καρδιά,περιστρεφόμενη
💕 two_hearts,two,hearts|δύο καρδιές,αγάπη,καρδιά; 💟 heart_decoration,heart,decoration|καρδιά σε πλαίσιο,καρδιά
❣️ heavy_heart_exclamation,heart,exclamation|καρδιά θαυμαστικό,θαυμαστικό,καρδιά,σημείο,στίξη; 💔 broken_heart,broken,heart|ραγισμένη καρδιά,καρδιά,σπασμένος,σπάω
❤️‍🔥 heart_on_fire,heart,on,fire|καρδιά που καίγεται,αγάπη,καίω,καρδιά,πόθος; ❤️‍🩹 mending_heart,mending,heart|καρδιά που αναρρώνει,ανάκαμψη,ανάρρωση,αποκατάσταση,βελτίωση,υγιέστερος
❤️ heart,love,red|κόκκινη καρδιά,καρδιά; 🩷 pink_heart,pink,heart|ροζ καρδιά,αγάπη,γλυκό,καρδιά,μου αρέσει,ροζ
🧡 orange_heart,orange,heart|πορτοκαλί καρδιά,ποστοκάλι; 💛 yellow_heart,yellow,heart|κίτρινη καρδιά,καρδιά,κίτρινη
💚 green_heart,green,heart|πράσινη καρδιά,καρδιά,πράσινη; 💙 blue_heart,blue,heart|μπλε καρδιά,καρδιά,μπλε
🩵 light_blue_heart,light,blue,heart|γαλάζια καρδιά,γαλάζια,γαλαζοπράσινο,καρδιά,μπλε παστέλ; 💜 purple_heart,purple,heart|μοβ καρδιά,μοβ
🤎 brown_heart,brown,heart|καφέ καρδιά,καρδιά,καφέ; 🖤 black_heart,black,heart|μαύρη καρδιά,κακός,καρδιά,μαγεμένος,μαύρο
🩶 grey_heart,grey,heart|γκρι καρδιά,ασημί,γκρι,καρδιά,σχιστόλιθος; 🤍 white_heart,white,heart|λευκή καρδιά,καρδιά,λευκό
💋 kiss,lipstick,mark|σημάδι από φιλί,έρωτας,καρδιά,σημάδι,φιλί,χείλη; 💯 100,score,perfect,hundred,points|εκατό πόντοι,100,βαθμολογία,εκατό,πλήρες
💢 anger,angry,symbol|σύμβολο θυμού,θυμωμένος,κόμικ,οργισμένος; 💥 boom,collision,explode|σύγκρουση,κόμικ
💫 dizzy,star|αστεράκια,αστέρι,ζαλάδα,κόμικ; 💦 sweat_drops,water,workout,sweat,droplets|σταγόνες ιδρώτα,ιδρώτας,κόμικ,πιτσιλιές
💨 dash,wind,blow,fast,dashing,away|τρέξιμο,κόμικ,ορμή; 🕳️ hole|τρύπα,μαύρη
💬 speech_balloon,comment,speech,balloon|συννεφάκι ομιλίας,διάλογος,κόμικ,μπαλόνι,ομιλία,συννεφάκι; 👁️‍🗨️ eye_speech_bubble,eye,in,speech,bubble|μάτι σε συννεφάκι ομιλίας,μάτι,συννεφάκι,συνομιλία
🗨️ left_speech_bubble,left,speech,bubble|αριστερό συννεφάκι ομιλίας,διάλογος,συνομιλία; 🗯️ right_anger_bubble,right,anger,bubble|δεξί συννεφάκι θυμού,θυμός,θυμωμένος,μπαλόνι,συννεφάκι
💭 thought_balloon,thinking,thought,balloon|συννεφάκι σκέψης,κόμικ,μπαλόνι,σκέψη,συννεφάκι; 💤 zzz,sleeping|ζζζ,κόμικ,ύπνος
👋 wave,goodbye,waving,hand|χέρι που χαιρετά,νεύμα,χαιρετώ; ✋ hand,raised_hand,highfive,stop,raised|σηκωμένο χέρι
👌 ok_hand,ok,hand|χειρονομία οκ,οκ; 🤏 pinching_hand,pinching,hand|χέρι που τσιμπάει,μικρή ποσότητα
🤞 crossed_fingers,luck,hopeful,crossed,fingers|καλή τύχη,δάχτυλα,σταυρώνω,τύχη; 👈 point_left,backhand,index,pointing,left|δείκτης χεριού προς τα αριστερά,δάχτυλο,δείκτης,δείχνω,χτύπημα
👉 point_right,backhand,index,pointing,right|δείκτης χεριού προς τα δεξιά,δάχτυλο,δείκτης,δείχνω,χτύπημα; 👆 point_up_2,backhand,index,pointing,up|δείκτης χεριού προς τα επάνω ανάποδα,δάχτυλο,δείκτης,δείχνω,επάνω,χτύπημα
👇 point_down,backhand,index,pointing,down|δείκτης χεριού προς τα κάτω ανάποδα,δάχτυλο,δείκτης,δείχνω,κάτω,χτύπημα; ☝️ point_up,index,pointing,up|δείκτης χεριού προς τα επάνω,δάχτυλο,δείκτης,δείχνω,επάνω
👍 +1,thumbsup,approve,ok,thumbs,up|σηκωμένος αντίχειρας,+1,αντίχειρας,επάνω; 👎 -1,thumbsdown,disapprove,bury,thumbs,down|κατεβασμένος αντίχειρας,-1,αντίχειρας,κάτω
✊ fist_raised,fist,power,raised|σηκωμένη γροθιά,γροθιά,μπουνιά,σφιγμένο; 👊 fist_oncoming,facepunch,punch,attack,oncoming,fist|γροθιά,μπουνιά,σφιγμένο
👏 clap,praise,applause,clapping,hands|παλαμάκια,χειροκροτώ; 🙌 raised_hands,hooray,raising,hands|χέρια ψηλά,γιορτή,ζήτω,κίνηση,σηκωμένο
👐 open_hands,open,hands|ανοικτά χέρια,ανοιχτό; 🤝 handshake,deal|χειραψία,συμφωνία,συνάντηση,σφίγγω
🙏 pray,please,hope,wish,folded,hands|χέρια ενωμένα,ενωμένα,ευχαριστώ,ζητώ,κίνηση,παρακαλώ,προσευχή; ✍️ writing_hand,writing,hand|χέρι που γράφει,γράφω
💪 muscle,flex,bicep,strong,workout,flexed,biceps|σφιχτός δικέφαλος,δικέφαλος,επίδειξη,κόμικ,μυς; 👀 eyes,look,see,watch|μάτια,μάτι
🙋 raising_hand,person,raising,hand|άτομο με σηκωμένο χέρι,κίνηση,σηκωμένο,χαρούμενος; 🙇 bow,respect,thanks,person,bowing|άτομο υποκλίνεται,κίνηση,λυπάμαι,συγνώμη,υπόκλιση
🤦 facepalm,person,facepalming|άτομο αγανακτά,αγανάκτηση,δυσπιστία,παλάμη; 🤷 shrug,person,shrugging|άτομο σηκώνει τους ώμους,άγνοια,αδιαφορία,αμφιβολία,ανασήκωμα ώμων
🤷‍♂️ man_shrugging,man,shrugging|άντρας σηκώνει τους ώμους,άγνοια,αμφιβολία,άντρας,ώμοι; 💐 bouquet,flowers|μπουκέτο λουλούδια,λουλούδι,ρομαντισμός,φυτό
🌹 rose,flower|τριαντάφυλλο,λουλούδι,φυτό; 🌻 sunflower|ηλιοτρόπιο,λουλούδι,φυτό
🌿 herb|βότανο,φύλλο,φυτό; 🍀 four_leaf_clover,luck,four,leaf,clover|τετράφυλλο τριφύλλι,4,τέσσερα,τριφύλλι,φύλλο,φυτό
🍎 apple,red|κόκκινο μήλο,κόκκινο,μήλο,φρούτο,φυτό; 🍕 pizza|πίτσα,κομμάτι,τυρί
🍪 cookie|μπισκότο,γλυκό,επιδόρπιο; 🎂 birthday,party,cake|τούρτα γενεθλίων,γενεθλίων,γιορτή,γλυκό,επιδόρπιο,ζύμη,τούρτα
🍰 cake,dessert,shortcake|κομμάτι τούρτας,γλυκό,επιδόρπιο,ζύμη,κομμάτι,τούρτα; ☕ coffee,cafe,espresso,hot,beverage|ζεστό ρόφημα,αχνιστό,ζεστό,καφές,πίνω,ρόφημα,τσάι
🍵 tea,green,breakfast,teacup,without,handle|κούπα τσαγιού χωρίς χερούλι,κούπα,κούπα τσαγιού,πίνω,ρόφημα,τσάι; 🍾 champagne,bottle,bubbly,celebration,popping,cork|μπουκάλι με φελλό που πετάγεται,μπαρ,μπουκάλι,πετάγεται,ποτό,φελλός
🍺 beer,drink,mug|ποτήρι μπίρας,μπαρ,μπύρα,ποτήρι μπύρας,ποτό; 🏠 house|σπίτι,κτίριο
🏢 office,building|κτίριο γραφείων,κτίριο; 🏥 hospital|νοσοκομείο,γιατρός,κτίριο,φάρμακα
🏦 bank|τράπεζα,κτίριο; 🏫 school|σχολείο,κτίριο
🚋 train,tram,car|βαγόνι τραμ,βαγόνι,όχημα,τραμ,τρόλεϊ; 🚌 bus|λεωφορείο,όχημα
🚗 car,red_car,automobile|αυτοκίνητο,όχημα; 🚢 ship|πλοίο,όχημα
✈️ airplane,flight|αεροπλάνο,όχημα; 🚀 rocket,ship,launch|πύραυλος,διάστημα
⌛ hourglass,time,done|κλεψύδρα,άμμος,χρονόμετρο; ⏳ hourglass_flowing_sand,time,hourglass,not,done|κλεψύδρα με άμμο που ρέει,άμμος,κλεψύδρα,χρονομετρητής
⌚ watch,time|ρολόι; ⏰ alarm_clock,morning,alarm,clock|ξυπνητήρι,ρολόι
⏱️ stopwatch|χρονόμετρο,ρολόι; ☀️ sunny,weather,sun|ήλιος,ακτίνες,διάστημα,ηλιόλουστος,καιρός,φωτεινός
⭐ star|αστέρι; 🌟 star2,glowing,star|λαμπερό αστέρι,αστέρι,αστραφτερό,γυαλιστερό,λαμπερό,λάμψη
☁️ cloud|σύννεφο,καιρός; 🌈 rainbow|ουράνιο τόξο,βροχή,καιρός
☔ umbrella,rain,weather,drops|ομπρέλα με σταγόνες βροχής,βροχή,ενδυμασία,καιρός,ομπρέλα,σταγόνα; ⚡ zap,lightning,thunder,high,voltage|υψηλή τάση,αστραπή,ηλεκτρικό,ηλεκτρισμός,κίνδυνος,τάση,χτύπημα
❄️ snowflake,winter,cold,weather|χιονονιφάδα,καιρός,κρύο,χιόνι; 🔥 fire,burn|φωτιά,εργαλείο,φλόγα
🎄 christmas_tree,christmas,tree|χριστουγεννιάτικο δέντρο,γιορτή,δέντρο,χριστούγεννα; ✨ sparkles,shiny|αστράκια,*,αστέρι,λάμψη
🎈 balloon,party,birthday|μπαλόνι,γιορτή; 🎉 tada,hooray,party,popper|χαρτοπόλεμος,γιορτή,κομφετί,κονφετί,πάρτι
🎊 confetti_ball,confetti,ball|κομφετί,γιορτή,κονφετί,μπάλα; 🎁 gift,present,birthday,christmas,wrapped|τυλιγμένο δώρο,γιορτή,δώρο,κουτί,τυλιγμένο
🏆 trophy,award,contest,winner|τρόπαιο,βραβείο; 🏅 medal_sports,gold,winner,sports,medal|μετάλλιο,έπαθλο,μετάλιο
🎯 dart,target,bullseye|βελάκια,βελάκι,διάνα,κέντρο,παιχνίδι,στόχος,ταμπλό; 📣 mega,megaphone|μεγάφωνο,ζητωκραυγές
🔔 bell,sound,notification|κουδούνι,καμπάνα; 🔕 no_bell,volume,off,bell,slash|κουδούνι με κόκκινη γραμμή,απαγορευμένο,δεν επιτρέπεται,καμπάνα,κουδούνι,σίγαση
🎤 microphone,sing|μικρόφωνο,καραόκε; 📱 iphone,smartphone,mobile,phone|κινητό τηλέφωνο,κινητό,τηλέφωνο
☎️ phone,telephone|τηλέφωνο; 📞 telephone_receiver,phone,call,telephone,receiver|ακουστικό τηλεφώνου,δέκτης,τηλέφωνο
🔋 battery,power|μπαταρία; 💻 computer,desktop,screen,laptop|φορητός υπολογιστής,pc,προσωπικός,υπολογιστής
🖥️ desktop_computer,desktop,computer|επιτραπέζιος υπολογιστής,επιτραπέζιος,υπολογιστής; 🖨️ printer|εκτυπωτής,υπολογιστής
⌨️ keyboard|πληκτρολόγιο,υπολογιστής; 🎥 movie_camera,film,video,movie,camera|κινηματογραφική κάμερα,βιντεοκάμερα,κινηματογράφος,ταινία
📷 camera,photo|φωτογραφική μηχανή,βίντεο; 🔍 mag,search,zoom,magnifying,glass,tilted,left|αριστερός μεγεθυντικός φακός,αναζήτηση,εργαλείο,μεγεθυντικός,φακός
🔎 mag_right,magnifying,glass,tilted,right|δεξιός μεγεθυντικός φακός,αναζήτηση,εργαλείο,μεγεθυντικός,φακός; 💡 bulb,idea,light|λαμπτήρας,ηλεκτρικό,ιδέα,κόμικ,φως
📖 book,open_book,open|ανοικτό βιβλίο,ανοιχτό,βιβλίο; 📚 books,library|βιβλία,βιβλίο
📰 newspaper,press|εφημερίδα,ειδήσεις,χαρτί; 🔖 bookmark|σελιδοδείκτης,δείκτης
💰 moneybag,dollar,cream,money,bag|σάκος με λεφτά,δολάριο,σάκος,χρήματα; 💶 euro,banknote|χαρτονόμισμα ευρώ,ευρώ,νόμισμα,χαρτονόμισμα,χρήματα
💳 credit_card,subscription,credit,card|πιστωτική κάρτα,κάρτα,πιστωτική,χρήματα; 🧾 receipt|απόδειξη,αποδεικτικά στοιχεία,αποδείξεις,λογιστικά,λογιστική
✉️ envelope,letter,email|φάκελος,e-mail,email; 📧 email,e-mail,mail|email,γράμμα,επιστολή
📨 incoming_envelope,incoming,envelope|εισερχόμενος φάκελος,e-mail,email,γράμμα,εισερχόμενα,επιστολή,λήψη; 📤 outbox_tray,outbox,tray|δίσκος εξερχομένων,αλληλογραφία,αποστολή,δίσκος,επιστολή,κουτί
📥 inbox_tray,inbox,tray|δίσκος εισερχομένων,γράμμα,δίσκος,εισερχόμενο,επιστολή,κουτί,λαμβάνω; 📦 package,shipping|πακέτο,κουτί
📫 mailbox,closed,raised,flag|κλειστό γραμματοκιβώτιο με σηκωμένη σημαία,αλληλογραφία,γραμματοκιβώτιο,κλειστό; ✏️ pencil2,pencil|μολύβι
📝 memo,pencil,document,note|σημείωμα,μολύβι; 📁 file_folder,directory,file,folder|φάκελος αρχείων,αρχείο,φάκελος
📅 date,calendar,schedule|ημερολόγιο,ημερομηνία; 📆 calendar,schedule,tear,off|ημερολόγιο με αποσπώμενες σελίδες,ημερολόγιο
📇 card_index,card,index|ευρετήριο καρτών,ευρετήριο,κάρτα; 📈 chart_with_upwards_trend,graph,metrics,chart,increasing|ανοδικό γράφημα,αύξηση,γράφημα,διάγραμμα,τάση
📉 chart_with_downwards_trend,graph,metrics,chart,decreasing|καθοδικό γράφημα,γράφημα,διάγραμμα,μείωση,τάση; 📊 bar_chart,stats,metrics,bar,chart|γράφημα ράβδων,γραμμή,γράφημα,διάγραμμα
📋 clipboard|πρόχειρο; 📌 pushpin,location|πινέζα
📎 paperclip|συνδετήρας; 🔒 lock,security,private,locked|κλειδωμένο,κλειστό
🔓 unlock,security,unlocked|ξεκλείδωτο,ανοιχτό,κλειδαριά,κλείδωμα; 🔑 key,lock,password|κλειδί,κλειδώνω,κωδικός πρόσβασης
🔨 hammer,tool|σφυρί,εργαλείο; 🔧 wrench,tool|γαλλικό κλειδί,εργαλείο
⚙️ gear|γρανάζι,εργαλείο,οδοντωτός τροχός; 🔗 link|κρίκος,σύνδεσμος
🛒 shopping_cart,shopping,cart|καρότσι αγορών,αγορές,καλάθι,ψώνια; ⚠️ warning,wip|προειδοποίηση
⛔ no_entry,limit,no,entry|απαγορεύεται η είσοδος,απαγορεύεται,απαγορευμένο,είσοδος,κίνηση; 🚫 no_entry_sign,block,forbidden,prohibited|απαγορεύεται,απαγορευμένο,είσοδος
⬆️ arrow_up,up,arrow|πάνω βέλος,απόλυτη,βέλος,βόρεια,κατεύθυνση; ➡️ arrow_right,right,arrow|δεξιό βέλος,ανατολικά,απόλυτη,βέλος,κατεύθυνση
⬇️ arrow_down,down,arrow|κάτω βέλος,απόλυτη,βέλος,κατεύθυνση,κάτω,νότια; ⬅️ arrow_left,left,arrow|αριστερό βέλος,απόλυτη,βέλος,δυτικά,κατεύθυνση
🔄 arrows_counterclockwise,sync,counterclockwise,arrows,button|κουμπί αριστερόστροφων βελών,αντίστροφα,αριστερόστροφο,βέλος; ➕ heavy_plus_sign,plus|συν,+,μαθηματικά,πρόσθεση,σύμβολο
‼️ bangbang,double,exclamation,mark|διπλό θαυμαστικό,!,!!,θαυμαστικό,θόρυβος,σημείο,στίξη; ❓ question,confused,red,mark|κόκκινο λατινικό ερωτηματικό,?,ερώτηση,λατινικό ερωτηματικό,σημείο,στίξη
❗ exclamation,heavy_exclamation_mark,bang,red,mark|κόκκινο θαυμαστικό,!,θαυμαστικό,σημείο,στίξη; ♻️ recycle,environment,green,recycling,symbol|σύμβολο ανακύκλωσης,ανακυκλώνω
✅ white_check_mark,check,mark,button|κουμπί σημαδιού επιλογής,✓,επιλογή,κουμπί,σημάδι; ☑️ ballot_box_with_check,check,box|πλαίσιο επιλογής με σημάδι επιλογής,✓,επιλογή,πλαίσιο
✔️ heavy_check_mark,check,mark|σημάδι επιλογής,✓,επιλογή,σημάδι; ❌ cross,mark|σημάδι x,×,x,ακύρωση,πολλαπλασιάζω,πολλαπλασιασμός,σημάδι
ℹ️ information_source,information|πληροφορίες,i; 🔴 red_circle,red,circle|κόκκινος κύκλος,γεωμετρικό,κόκκινο,κύκλος
🟡 yellow_circle,yellow,circle|κίτρινος κύκλος,κίτρινος,κύκλος; 🟢 green_circle,green,circle|πράσινος κύκλος,κύκλος,πράσινος
`

"""Names of people that are common in Indonesia, in lower case: what tells "saya agus" from "saya lulus"."""

from __future__ import annotations

_NAMES = """
    abdul abdullah abdurrahman abdurrohman abimanyu adam adi adinda aditya adnan adriansyah afifah agnes agung agus agustin
    agustina ahmad aisyah ajeng akbar akhmad alamsyah albertus aldi alfian alfiansyah ali alif alifah alya amalia amelia
    amin aminah amir amiruddin anas andi andika andini andre andreas andri andriani andy angga anggi anggraini anggun
    anisa anissa anita anjani annisa ansori antonius anwar apriani aprilia ardi ardiansyah ari arief arif arifin ariani
    aryanto asep asih asmara astuti astri astrid aulia ayu azhar azizah azis bagas bagus bahar bambang baskoro bayu benny
    bernadette bonar budi budiarti budiman budiono budiyono butet cahyadi cahyani cahyo cahyono candra catur chairul
    chandra choirul cici citra cut daniel danang dani daud dedi dedy deni denny desi desy dewa dewi diah dian dicky dika
    dimas dina dini dirgantara djoko dodi dony dwi dyah edi eka eko elisabeth ella elly elsa emil endah endang erlangga erna
    ernawati erni erwin ester evi fachri fadhil fadhilah fadil fadli fahmi fahri fajar fajri farah farhan farid farida
    faridah fatimah fatma fauzan fauzi fauziah febri febriani febrianti feri ferry fikri firdaus firman firmansyah fitri
    fitria fitriani fransiska fransiskus galih galuh gede gilang ginting gita grace gunadi gunawan guntur gusti hadi
    hafiz haikal hakim halim halimah hamdan hamid hamzah hana handayani handoko hani hanifah hardi hari hariadi hariyanto
    harsono hartati hartini hartono haryanto haryono hasan hasanah hasanuddin hasibuan hasim hasnah hendra hendri hendrik
    hendro heni henny heri herlambang herlina herman hermawan herry heru hidayah hidayat husain husein husna husni hutabarat
    hutagalung hutapea ibrahim ichsan ida idris iin ika ikhsan ikhwan ilham imam imron indah indra indrawan indrawati indri
    indriani intan irawan irawati irfan irma irwan irwansyah isnaini ismail iskandar ivan iwan jaelani jajang jamal
    jamilah januar jefri jihan joko jonathan jumiati juni junaedi junaidi juliana kadek kadir kartika kartini karim
    karina kasim ketut khadijah khairul khoirul khotimah komang kristina kristanto kurnia kurniasih kurniati kurniawan
    kurniawati kusuma kusumawati laila laksmi laras lastri lestari leni lia lidya lilis lina linda lintang lisa lubis
    lukman lusi luthfi mahendra mahmud maimunah made magdalena maharani mangunsong manurung margareta maria mariana marina
    marlina marpaung marsudi martha maryam maryani maryanto masitoh maulana maya mega megawati melati melinda meilani merry
    mia mira misbah mochamad mochammad moh mohamad mohammad muh muhamad muhammad muhidin mujiono mulyadi mulyani mulyono
    munawar murni mursyid musa mustafa mustofa muslim mutia mutiara nabila nadia nadya nainggolan nanang nanda nandang
    nasrul nasution natalia nia niken nila nina ningrum ningsih nisa nita novi novia novianti noviyanti nugraha nugroho nunung
    nur nuraini nurdin nurhaliza nurhasanah nurhayati nuri nurjanah nurlaila nurul nyoman oktavia oki pandu pangestu
    panjaitan paramita paulus permana permata petrus pradana prabowo prakoso pramono pranata prasetya prasetyo prasetio
    pratama pratiwi prayitno prayoga puji pujiastuti purba purnama purnomo purwanto purwanti puspa puspita puspitasari
    putra putri putu rachmad rachmat rachman raden radit raditya rafi rafli rahayu rahma rahmah rahman rahmat rahmawati raihan
    raka rama ramadan ramadhan ramadhani ramlan ramli rangga rani ranti ratih ratna rendi reni renny reza ria rian ridho
    ridwan rifki rika rina rini rio riska riski rita riyadi riyanto riza rizal rizka rizki rizky robby robert roby rochmat
    rohman rohmah romi roni rosa rosdiana rosita rosmala rudi rudy rukmana rusdi ruslan rusli rustam safitri saiful saifuddin
    salim salma salsabila samsul samuel sandi sandra santi santika santoso sapta saputra saputri saragih sari sarah sarwono
    satria satrio sekar septiani setiadi setiawan setiawati setyawan setyo setyowati shinta siagian siahaan sihombing
    sihotang silalahi silitonga silvia simanjuntak simatupang simbolon sinaga sinta siregar sirait sitepu siti sitompul
    situmorang sitorus slamet sofia sofyan solihin solikhin sonia sri stefanus subagyo subandi subekti sudarsono sudarta
    sudirman sudrajat sugeng sugiarto sugiono sugiyono suharti suharto suhartono suhendar suhendra sukarno sukma sulaiman
    sulastri sulistyo sulistyowati sumarni sumarno sumiati sunarto sunarti supardi supriadi supriyadi supriyanto suprapto
    surya suryadi suryana suryani suryanto susan susanti susanto susi susilawati susilo sutanto sutarno sutrisno suwandi
    suwarno suyanto suyono syafruddin syahputra syahrul syaiful syamsuddin syamsul syarif syarifah syifa tanjung tantri
    tari tarigan taufan taufik taufiq tedi teguh teuku theresia tika titi titik titin tjahjono tommy toni tono totok tri
    trisno ucok ujang ulfa umar umi untung uswatun utami vera veronika vina vivi wahid wahyu wahyudi wahyuni wardana wardani
    warsito wati wawan wayan wening wibowo wibisono widi widia widodo widya widyawati wijaya wijayanti winarno winarti
    windi wira wirawan wisnu wiwik wulan wulandari yanti yanto yanuar yasmin yati yayan yeni yenny yoga yogi yohana yohanes
    yolanda yosef yudha yudhi yudi yulia yuliana yuliani yulianti yulianto yuli yuni yuniarti yunita yunus yuri yusuf
    yusril yusron yustina zahra zaenal zainab zainal zainuddin zakaria zaki zubaidah zulaikha zulfikar zulkarnain zulkifli
"""
GIVEN_NAMES = frozenset(_NAMES.split())

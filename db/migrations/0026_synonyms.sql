create table search.synonyms (
  id uuid primary key default gen_random_uuid(),
  words text[] not null check (cardinality(words) between 2 and 20)
);
comment on table search.synonyms is 'placement: reference. Words and short phrases that mean the same to who searches: one is asked for, all are found.';

insert into search.synonyms (words) values
  (array['sofa', 'couch', 'settee', 'canapé', 'divan']),
  (array['armchair', 'easy chair', 'fauteuil']),
  (array['wardrobe', 'closet', 'armoire', 'penderie']),
  (array['bookcase', 'bookshelf', 'bibliothèque']),
  (array['rug', 'carpet', 'tapis']),
  (array['curtain', 'drape', 'rideau']),
  (array['duvet', 'comforter', 'quilt', 'couette']),
  (array['pillow', 'oreiller']),
  (array['cushion', 'coussin']),
  (array['lamp', 'lampe', 'luminaire']),
  (array['flashlight', 'torch', 'lampe torche', 'lampe de poche']),
  (array['saucepan', 'casserole']),
  (array['frying pan', 'skillet', 'poêle']),
  (array['kettle', 'bouilloire']),
  (array['refrigerator', 'fridge', 'réfrigérateur', 'frigo']),
  (array['vacuum cleaner', 'hoover', 'aspirateur']),
  (array['washing machine', 'washer', 'lave-linge', 'machine à laver']),
  (array['television', 'tv', 'télé', 'téléviseur']),
  (array['mobile phone', 'cell phone', 'smartphone', 'téléphone portable']),
  (array['laptop', 'notebook computer', 'ordinateur portable']),
  (array['earphones', 'earbuds', 'écouteurs']),
  (array['headphones', 'casque audio']),
  (array['sweater', 'pullover', 'jumper']),
  (array['trousers', 'pants', 'pantalon']),
  (array['t-shirt', 'tee shirt', 'tshirt']),
  (array['sneakers', 'trainers', 'tennis shoes']),
  (array['rain boots', 'wellingtons', 'bottes de pluie']),
  (array['handbag', 'purse', 'sac à main']),
  (array['wallet', 'billfold', 'portefeuille']),
  (array['backpack', 'rucksack', 'sac à dos']),
  (array['suitcase', 'luggage', 'valise']),
  (array['swimsuit', 'bathing suit', 'maillot de bain']),
  (array['diaper', 'nappy', 'couche']),
  (array['stroller', 'pushchair', 'pram', 'poussette']),
  (array['pacifier', 'soother', 'tétine']),
  (array['crib', 'cot', 'lit bébé']),
  (array['jigsaw', 'puzzle']),
  (array['stuffed animal', 'soft toy', 'plush', 'peluche']),
  (array['wrench', 'spanner', 'clé à molette']),
  (array['screwdriver', 'tournevis']),
  (array['bicycle', 'bike', 'vélo']),
  (array['soccer', 'football']),
  (array['nail varnish', 'nail polish', 'vernis à ongles']),
  (array['wedding dress', 'bridal gown', 'robe de mariée']);

create table search.misses (
  day date not null,
  term text collate "C" not null,
  answer text collate "C" not null check (answer in ('corrected', 'loosened', 'nothing')),
  count int not null,
  primary key (day, term)
);
comment on table search.misses is 'placement: control. What was searched for and found by nothing as it was asked, by day (UTC), with what was shown instead the last time; of nobody in particular. Kept for 90 days.';

// Makes certificates with typst: reads how many from each line of standard input, and answers with the processor time that took, in
// nanoseconds.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [modules, source, font] = process.argv.slice(2);
const { NodeCompiler } = createRequire(modules + '/')('@myriaddreamin/typst-ts-node-compiler');
const compiler = NodeCompiler.create({ workspace: '.', fontArgs: [{ fontBlobs: [readFileSync(font)] }] });
const mainFileContent = readFileSync(source, 'utf8');
const places = [...'東西南北中央日本山川海空風林森石田村町市原野高橋青木黒白赤金銀銅鉄松竹梅桜藤菊花鳥月雪星光輝明清和平安栄富豊福寿'];

let n = 0;
function one() {
  n++;
  const place = step => places[(n * step) % places.length];
  const inputs = {
    n: String(n).padStart(4, '0'), operator: `見本${place(37)}事業${place(101)}株式会社`,
    service: `${place(53)}${place(7)}クラウド基盤サービス${n}`,
  };
  const pdf = compiler.pdf({ mainFileContent, inputs }, { pdfStandard: 'a-3b', creationTimestamp: 1716163200, pdfTags: false });
  if (n % 10 === 0) compiler.evictCache(10);
  return pdf.length;
}

createInterface({ input: process.stdin }).on('line', line => {
  const before = process.cpuUsage();
  for (let i = 0; i < Number(line); i++) one();
  const used = process.cpuUsage(before);
  console.log(String((used.user + used.system) * 1000));
});

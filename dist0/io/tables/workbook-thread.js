import { parentPort, workerData } from 'node:worker_threads';
import { workbookSheets } from "./workbook-sheets.js";
/** Entry of the thread that reads one workbook and ends. */
parentPort?.postMessage(await workbookSheets(workerData));

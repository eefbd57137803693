// Package review is the desk: every act that a member of the committee or the secretariat can do, in the order of the two loops.
//
// The desk owns no rule. Rules live in the rooms below it (conflict, checklist, opinion, decision, term, register, intake); the
// desk asks them, keeps what was done in its [Store] together with a journal entry, and hands out files through dossier, paper and
// pdfseal. Three promises hold for every method:
//
//   - Nothing is acknowledged before it is on disk, in one transaction with its journal entry.
//   - Every file that leaves is read back from where it was written and checked before it is called done.
//   - Every file that comes in is checked whole before anything is believed, and taken in completely or not at all; taking the same
//     file in twice changes nothing.
//
// A member's desk never holds a decrypted byte of an application before the declaration of interests and the pledge are signed and
// kept (Arts 7, 20), and never at all when the member is recused.
//
// Refusals are *fault.Error; their codes have sentences in i18n/messages. Methods are safe for concurrent use.
package review

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xc-glass-layout.hh: how a table of libxapian's glass backend lies in its file.
 *
 * From glass_table.h and glass_version.cc of libxapian 1.4.22, by its names where it has
 * any.
 */
#ifndef XC_GLASS_LAYOUT_HH
#define XC_GLASS_LAYOUT_HH

#define XC_GLASS_LEVEL 4u   /* where a block says on which level it is; leaves on 0 */
#define XC_GLASS_DIR_END 9u /* where it says where its directory ends */
#define XC_GLASS_DIR_START 11u
#define XC_GLASS_D2 2u /* a place in the directory */
#define XC_GLASS_I2 2u /* the length of an item, without these and the next */
#define XC_GLASS_K1 1u /* the length of a key */
#define XC_GLASS_X2 2u /* which piece of a tag it is; not written for the first */
#define XC_GLASS_B4 4u /* the number of a block */

/* Where the length of an item has bits to spare. */
#define XC_GLASS_DEFLATED 0x8000u
#define XC_GLASS_LAST 0x4000u
#define XC_GLASS_FIRST 0x2000u
#define XC_GLASS_ITEM_BYTES 0x1fffu

/* Of what is said of a table: that it has no root, and that its leaves lie in order. */
#define XC_GLASS_NO_ROOT 1u
#define XC_GLASS_IN_ORDER 2u
/* The size of a block is told without so many bits. */
#define XC_GLASS_BLOCK_SHIFT 11u

#endif

# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
#
# Draws a gold ring without any texture, as PPM: a torus lit from the upper left, with a highlight.
BEGIN {
  size = 240; radius = 84; thickness = 0.30
  print "P3\n" size, size, "\n255"
  for (y = 0; y < size; y++)
    for (x = 0; x < size; x++) {
      across = (x - (size - 1) / 2) / radius
      down = (y - (size - 1) / 2) / radius
      out = sqrt(across ^ 2 + down ^ 2)
      turn = (out - 1) / thickness
      if (turn ^ 2 >= 1) {
        grey = int(26 - 10 * out)
        print grey, grey, grey + 3
        continue
      }
      normal_x = across / out * turn; normal_y = down / out * turn; normal_z = sqrt(1 - turn ^ 2)
      diffuse = 0.16 + 0.55 * lit(-0.45, -0.60, 0.66)
      shine = 0.9 * lit(-0.25, -0.33, 0.91) ^ 40
      print level(1.05, 1.00), level(0.80, 0.96), level(0.40, 0.84)
    }
}
function lit(x, y, z,    cosine) {
  cosine = normal_x * x + normal_y * y + normal_z * z
  return cosine < 0 ? 0 : cosine
}
function level(metal, light,    value) {
  value = int(255 * (diffuse * metal + shine * light))
  return value > 255 ? 255 : value
}

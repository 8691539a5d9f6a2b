/* A type has a colour and shape by its family, and a sign of its own: colour is never the only difference. What is assigned is JSON: the printed map reads it too. */
window.MarsadSigns = {
  "families": {
    "security": {"color": "#1f5f9e", "shape": "M14 2 25 6v8c0 7-5 10.5-11 12.5C8 24.500 3 21 3 14V6z"},
    "violence": {"color": "#b5301f", "shape": "M14 1.500 26.500 14 14 26.500 1.500 14z"},
    "unrest": {"color": "#7a3e8e", "shape": "M14 2.200 25.500 10.600 21.100 24.500H6.900L2.500 10.600z"},
    "harm": {"color": "#b35c00", "shape": "M14 2.500 26.500 24.500H1.500z"},
    "justice": {"color": "#0d7268", "shape": "M3 3h22v22H3z"},
    "movement": {"color": "#56702a", "shape": "M8 3h12l6 11-6 11H8L2 14z"},
    "other": {"color": "#56606e", "shape": "M14 2a12 12 0 1 1 0 24 12 12 0 0 1 0-24z"}
  },
  "types": {
    "arrest": {"family": "security", "glyph": "M10 12.500a3 3 0 1 0 .01 0M18 12.500a3 3 0 1 0 .01 0M11.500 10l2.500-2 2.500 2"},
    "foiled_plot": {"family": "security", "glyph": "M9 14l3.500 3.500L19 10.500"},
    "seizure": {"family": "security", "glyph": "M9 10.500h10v8H9zM9 13.500h10M14 10.500v3"},
    "attack": {"family": "violence", "glyph": "M14 7.500v13M7.500 14h13M9.500 9.500l9 9M18.500 9.500l-9 9"},
    "clash": {"family": "violence", "glyph": "M9.500 9.500l9 9M18.500 9.500l-9 9"},
    "crime": {"family": "violence", "glyph": "M14 8.500v7M14 18.500v.6"},
    "protest": {"family": "unrest", "glyph": "M9 13v3.500l8.500 3v-9.500zM17.500 10v9.500M11 17v3"},
    "accident": {"family": "harm", "glyph": "M14 11.500v6M14 20.700v.6"},
    "disaster": {"family": "harm", "glyph": "M15 10.500l-3.500 5.500h4.500l-3 5"},
    "trial": {"family": "justice", "glyph": "M14 7.500v13M10.500 20.500h7M8 10.500h12M8 10.500l-2 5h4zM20 10.500l-2 5h4z"},
    "migration": {"family": "movement", "glyph": "M8 14h11M15.500 10l4 4-4 4"},
    "other": {"family": "other", "glyph": "M14 13.200a.9.9 0 1 0 .01 0"}
  }
};

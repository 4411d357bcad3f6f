// Leads to the sign-in page, as nothing drawn by Streamlit can without opening another tab.
export default function ({ data }) {
  window.location.replace(data.to + "?to=" + encodeURIComponent(window.location.pathname + window.location.search));
}

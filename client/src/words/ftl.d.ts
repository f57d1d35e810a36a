// Words are imported as text; the build strips the notes for translators.
declare module "*.ftl" {
  const text: string;
  export default text;
}

/** Made by the server from the style sheets. */
declare const css: string;
export default css;

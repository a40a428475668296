export const PortfolioPage = ({ id }: { id: string }) => <main>{id}</main>

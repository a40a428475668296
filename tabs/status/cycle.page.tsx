export const CyclePage = ({ id }: { id: string }) => <main>{id}</main>

export const ProjectPage = ({ id }: { id: string }) => <main>{id}</main>

// Start command of App Service while commands work on the site without the service (docs/deploy.md, Maintenance): keeps the container open.
require('node:http')
  .createServer((_request, response) => response.writeHead(503, { 'Retry-After': '300' }).end())
  .listen(process.env.PORT, () => console.log('Closed for maintenance'))

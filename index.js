// n8n finds the node and the credential through the "n8n" field of package.json; this is for `require`.
module.exports = {
	...require('./dist/nodes/Laddro/Laddro.node.js'),
	...require('./dist/credentials/LaddroApi.credentials.js'),
};

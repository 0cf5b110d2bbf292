// MQTT.js, over TCP or WebSocket, against a running router. AutobahnJS echoes what is published below com/example/js.
//   node mqtt.js run URL VERSION WAMP_URL     checks everything, and prints "passed N"
//   node mqtt.js stay URL TOPIC               subscribes, prints "ready", and ends with the first message

import assert from "node:assert/strict";
import autobahn from "autobahn";
import mqtt from "mqtt";

const [mode, url, ...rest] = process.argv.slice(2);
const user = { username: "joe", password: "secret" };
let passed = 0;

// Returns a connected client, which collects its messages.
async function connect(options) {
    const client = await mqtt.connectAsync(url, { ...user, ...options });
    client.arrived = [];
    client.waiting = [];
    client.on("message", (topic, payload, packet) => {
        client.arrived.push({ topic, text: payload.toString(), retain: packet.retain, properties: packet.properties });
        client.waiting.splice(0).forEach((wake) => wake());
    });
    return client;
}

async function next(client) {
    while (client.arrived.length === 0) {
        await new Promise((resolve) => client.waiting.push(resolve));
    }
    return client.arrived.shift();
}

// AutobahnJS leaves a binary value in JSON as it is: a string of "\0" and the Base64 of the bytes.
function textOf(binary) {
    return Buffer.from(binary.slice(1), "base64").toString();
}

async function check(name, action) {
    await action();
    console.log(`ok ${name}`);
    passed++;
}

async function run(protocolVersion, wampUrl) {
    const wamp = new autobahn.Connection({ url: wampUrl, realm: "realm1" });
    const session = await new Promise((resolve) => {
        wamp.onopen = resolve;
        wamp.open();
    });
    await session.subscribe("com.example.js.up", ([payload]) => {
        session.publish("com.example.js.down", [Buffer.from(payload).toString()]);
    });
    const version = { protocolVersion, properties: protocolVersion === 5 ? { sessionExpiryInterval: 60 } : undefined };
    const id = `js${protocolVersion}${url.slice(0, 2)}`;

    await check("a wrong password is refused", () =>
        assert.rejects(mqtt.connectAsync(url, { ...user, ...version, password: "wrong", reconnectPeriod: 0 })));

    const client = await connect({ ...version, clientId: id });
    await check("messages reach WAMP and come back", async () => {
        await client.subscribeAsync("com/example/js/down", { qos: 1 });
        await client.publishAsync("com/example/js/up", "hello", { qos: 1 });
        assert.equal((await next(client)).text, "hello");
    });
    await check("a retained message waits for subscribers, until an empty one removes it", async () => {
        await client.publishAsync(`com/example/${id}/kept`, "old", { qos: 1, retain: true });
        await client.subscribeAsync(`com/example/${id}/kept`);
        const kept = await next(client);
        assert.deepEqual([kept.text, kept.retain], ["old", true]);
        await client.publishAsync(`com/example/${id}/kept`, "", { qos: 1, retain: true });
        assert.equal((await next(client)).text, "");
        await client.unsubscribeAsync(`com/example/${id}/kept`);
        await client.subscribeAsync(`com/example/${id}/kept`);
        await client.publishAsync(`com/example/${id}/kept`, "live", { qos: 1 });
        assert.equal((await next(client)).text, "live");
    });
    await check("the will of a lost client is published", async () => {
        await client.subscribeAsync(`com/example/${id}/will`);
        const mortal = await connect({
            ...version,
            properties: undefined,
            reconnectPeriod: 0,
            clientId: `${id}mortal`,
            will: { topic: `com/example/${id}/will`, payload: Buffer.from("gone"), qos: 1 },
        });
        mortal.stream.destroy();
        assert.equal((await next(client)).text, "gone");
    });
    await check("members of a shared subscription get the messages in turns", async () => {
        const members = [await connect({ ...version, clientId: `${id}a` }), await connect({ ...version, clientId: `${id}b` })];
        for (const member of members) {
            await member.subscribeAsync(`$share/group/com/example/${id}/jobs`, { qos: 1 });
        }
        for (let i = 0; i < 10; i++) {
            await client.publishAsync(`com/example/${id}/jobs`, String(i), { qos: 1 });
        }
        while (members[0].arrived.length + members[1].arrived.length < 10) {
            await new Promise((resolve) => members.forEach((member) => member.waiting.push(resolve)));
        }
        assert.deepEqual(members.map((member) => member.arrived.length), [5, 5]);
        await Promise.all(members.map((member) => member.endAsync()));
    });
    await check("procedures of AutobahnJS convert the payloads", async () => {
        await session.register("com.example.js.encode", ([, , args]) => `<${args[0]}>`);
        await session.register("com.example.js.decode", ([, , payload]) => ({
            args: [textOf(payload).toUpperCase()],
        }));
        await session.subscribe("com.example.dynamic.js.up", ([text]) => {
            session.publish("com.example.dynamic.js.down", [text]);
        });
        await client.subscribeAsync("com/example/dynamic/js/down", { qos: 1 });
        await client.publishAsync("com/example/dynamic/js/up", "hello", { qos: 1 });
        assert.equal((await next(client)).text, "<HELLO>");
    });
    await check("a session outlives its connection", async () => {
        const sleeper = { ...version, clientId: `${id}sleeper`, clean: false };
        const first = await connect(sleeper);
        await first.subscribeAsync(`com/example/${id}/sleep`, { qos: 1 });
        await first.endAsync();
        await client.publishAsync(`com/example/${id}/sleep`, "waited", { qos: 1 });
        const second = mqtt.connect(url, { ...user, ...sleeper });
        const [present, text] = await Promise.all([
            new Promise((resolve) => second.on("connect", (connack) => resolve(connack.sessionPresent))),
            new Promise((resolve) => second.on("message", (_, payload) => resolve(payload.toString()))),
        ]);
        assert.deepEqual([present, text], [true, "waited"]);
        await second.endAsync();
    });
    await client.endAsync();
    wamp.close();
    console.log(`passed ${passed}`);
}

async function stay(topic) {
    const client = await connect({ clientId: "js-stay", reconnectPeriod: 200 });
    client.on("close", () => console.log("closed"));
    await client.subscribeAsync(topic, { qos: 1 });
    console.log("ready");
    console.log(`got ${(await next(client)).text}`);
    await client.endAsync(true);
}

await (mode === "run" ? run(Number(rest[0]), rest[1]) : stay(rest[0]));
process.exit(0);

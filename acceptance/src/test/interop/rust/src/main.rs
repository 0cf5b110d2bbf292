//! Checks a situation that wamp_async meets in everyday life: silence. Prints a line for each connection and check, in
//! the form of python/run.py.

use std::env;
use std::future::Future;
use std::time::Duration;

use wamp_async::{Client, ClientConfig, SerializerType, WampArgs, WampError, WampKwArgs};

type Outcome = Result<(), String>;

const DEADLINE: Duration = Duration::from_secs(60);

fn text(failure: impl std::fmt::Debug) -> String {
    format!("{failure:?}")
}

async fn increment(
    args: Option<WampArgs>,
    _kwargs: Option<WampKwArgs>,
) -> Result<(Option<WampArgs>, Option<WampKwArgs>), WampError> {
    let number = args.and_then(|args| args[0].as_i64()).unwrap_or(0);
    Ok((Some(vec![(number + 1).into()]), None))
}

async fn call(client: &Client<'_>, uri: &str, args: WampArgs) -> Result<WampArgs, String> {
    let (args, _kwargs) = client
        .call(uri, Some(args), None)
        .await
        .map_err(text)?;
    Ok(args.unwrap_or_default())
}

async fn is_there(client: &Client<'_>) -> Outcome {
    let answer = call(client, "interop.peer.echo", vec!["still here".into()]).await?;
    match answer[0].as_str() {
        Some("still here") => Ok(()),
        found => Err(format!("found {found:?} (expected \"still here\")")),
    }
}

async fn calls(client: &Client<'_>, name: &str) -> Outcome {
    client.register(name, increment).await.map_err(text)?;
    let answer = call(client, "interop.peer.call", vec![name.into(), vec![41].into()]).await?;
    match answer[0]["args"][0].as_i64() {
        Some(42) => is_there(client).await,
        found => Err(format!("found {found:?} (expected 42)")),
    }
}

async fn events(client: &Client<'_>, name: &str) -> Outcome {
    let (_subscription, mut heard) = client.subscribe(name).await.map_err(text)?;
    let nothing = WampKwArgs::new();
    call(
        client,
        "interop.peer.publish",
        vec![name.into(), vec![7].into(), nothing.into()],
    )
    .await?;
    let (_publication, args, _kwargs) = heard.recv().await.ok_or("found no event")?;
    match args.and_then(|args| args[0].as_i64()) {
        Some(7) => {}
        found => return Err(format!("found {found:?} (expected 7)")),
    }
    let topic = format!("interop.heard.{name}");
    client
        .publish(&topic, Some(vec![8.into()]), None, true)
        .await
        .map_err(text)?;
    call(client, "interop.peer.heard", vec![topic.into()]).await?;
    Ok(())
}

async fn failures(client: &Client<'_>) -> Outcome {
    match call(client, "interop.everyday.nobody", vec![]).await {
        Ok(found) => Err(format!("found {found:?} (expected an error)")),
        Err(failure) if failure.contains("NoSuchProcedure") || failure.contains("no_such_procedure") => {
            is_there(client).await
        }
        Err(failure) => Err(failure),
    }
}

async fn attempt(connection: &str, name: &str, work: impl Future<Output = Outcome>, limit: Duration) {
    let outcome = match tokio::time::timeout(limit, work).await {
        Ok(Ok(())) => "ok\t".to_string(),
        Ok(Err(why)) => format!("failed\t{}", why.replace(['\n', '\t'], " ")),
        Err(_) => "failed\tnot done in time".to_string(),
    };
    println!("RESULT\t{connection}\t{name}\t{outcome}");
}

async fn run(connection: &str, url: &str, serializer: SerializerType, silence: Duration) -> Outcome {
    let config = ClientConfig::default().set_serializers(vec![serializer]);
    let (mut client, (events_loop, requests)) = Client::connect(url, Some(config)).await.map_err(text)?;
    tokio::spawn(events_loop);
    let mut requests = requests.ok_or("found no queue of invocations")?;
    tokio::spawn(async move {
        while let Some(request) = requests.recv().await {
            tokio::spawn(request);
        }
    });
    client.join_realm("interop").await.map_err(text)?;
    let name = format!(
        "interop.everyday_rust_{}_{}",
        std::process::id(),
        connection.replace([' ', '(', ')'], "_")
    );
    attempt(connection, "call and be called", calls(&client, &name), DEADLINE).await;
    attempt(connection, "publish and subscribe", events(&client, &name), DEADLINE).await;
    attempt(connection, "live on after an error", failures(&client), DEADLINE).await;
    for mode in ["skip", "killnowait", "kill"] {
        println!("RESULT\t{connection}\tlive on after a canceled call, mode {mode}\tabsent\tit cannot cancel");
    }
    let quiet = async {
        tokio::time::sleep(silence).await;
        is_there(&client).await
    };
    attempt(connection, "stay through silence", quiet, silence + DEADLINE).await;
    println!("RESULT\t{connection}\tcome back after a cut\tabsent\tit does not reconnect");
    Ok(())
}

#[tokio::main]
async fn main() {
    let seconds = env::var("SILENCE_SECONDS").ok().and_then(|text| text.parse().ok());
    let silence = Duration::from_secs(seconds.expect("SILENCE_SECONDS"));
    let websocket = env::var("ROUTER_URL").expect("ROUTER_URL");
    let rawsocket = env::var("RAWSOCKET_URL").expect("RAWSOCKET_URL");
    println!("CLIENT\twamp_async\t0.3.1");
    let connections = [
        ("json", &websocket, SerializerType::Json),
        ("msgpack", &websocket, SerializerType::MsgPack),
        ("json (RawSocket)", &rawsocket, SerializerType::Json),
        ("msgpack (RawSocket)", &rawsocket, SerializerType::MsgPack),
    ];
    let runs = connections.map(|(connection, url, serializer)| async move {
        if let Err(why) = run(connection, url, serializer, silence).await {
            println!("RESULT\t{connection}\tjoin\tfailed\t{why}");
        }
    });
    futures::future::join_all(runs).await;
    println!("DONE");
}

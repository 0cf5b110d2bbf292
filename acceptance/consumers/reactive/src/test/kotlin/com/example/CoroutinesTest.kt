package com.example

import io.aerostat.client.session.Session
import io.aerostat.test.junit.WampRouter
import java.time.Duration
import java.util.Optional
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

@WampRouter
class CoroutinesTest {
    @Test
    fun `futures and streams become suspending calls and flows`(service: Session, client: Session) {
        service.register(BalloonService::class.java, Balloon()).await(Duration.ofSeconds(60))
        val balloon = client.proxy(BalloonService::class.java)

        runBlocking {
            // example
            val there: Position = balloon.fly(Position(48.1, 11.6), Optional.empty()).await()
            val heights: List<Int> = balloon.ascend(3).asFlow().toList()
            // end

            assertEquals(Position(48.1, 11.6), there)
            assertEquals(listOf(1, 2, 3), heights)
        }
    }
}

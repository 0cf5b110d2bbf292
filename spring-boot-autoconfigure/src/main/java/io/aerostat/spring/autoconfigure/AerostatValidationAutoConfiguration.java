package io.aerostat.spring.autoconfigure;

import io.aerostat.client.binding.ArgumentCheck;
import io.aerostat.spring.handler.BeanValidation;
import jakarta.validation.Validator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Checks arguments of procedures and listeners with Bean Validation, if there is a validator. */
@AutoConfiguration(
        before = AerostatClientAutoConfiguration.class,
        afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnClass({Validator.class, ArgumentCheck.class})
@ConditionalOnSingleCandidate(Validator.class)
public final class AerostatValidationAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(ArgumentCheck.class)
    static BeanValidation wampArgumentValidation(Validator validator) {
        return new BeanValidation(validator);
    }
}
